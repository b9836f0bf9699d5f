package se.samsyn.api.mail;

import java.util.List;

/**
 * Sends e-mail.
 *
 * @since 0.9.0
 */
public interface Mails {

    /**
     * Takes these letters to be sent. Within {@code PluginDatabase.write} they are saved with what is written there, or not
     * at all; they leave afterwards, and are tried again for a day when the mail server does not answer. What became of
     * each is told on core's page of sent mail, by its subject alone: keep what is private out of it. Without a mail server
     * in the settings they are kept there unsent.
     */
    void send(List<Mail> mails);
}
