package se.samsyn.api.mail;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Sends e-mail.
 *
 * <pre>{@code
 * request.services().mails().byLanguage(people).forEach((language, readers) -> readers.forEach(person ->
 *         mails.add(Mail.of(Set.of(person), letter(request.in(language), room, minutes, person, what)))));
 * request.services().mails().send(mails);
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * ok(rektor.post(meeting + "/minutes/send", Map.of()));
 * assertThat(rektor.get(meeting).body()).contains("Protokollet är på väg till 3 personer.");
 * }</pre>
 *
 * @since 0.9.0
 */
public interface Mails {

    /**
     * Takes these letters to be sent. Within {@code PluginDatabase.write} they are saved with what is written there, or not
     * at all; they leave afterwards, and are tried again for a day when the mail server does not answer. What became of
     * each is told on core's page of sent mail, by its subject alone: keep what is private out of it. Without a mail server
     * in the settings they are kept there unsent.
     *
     * @throws IllegalArgumentException when the path of an invitation does not begin with a slash
     * @throws RuntimeException when nobody is signed in; let it through, and Samsyn answers that there is no access
     */
    void send(List<Mail> mails);

    /**
     * Whether there is a mail server in the settings, so that letters leave; for saying so where someone is about to send
     * one.
     */
    boolean available();

    /**
     * Which of these users a letter would reach today: those with an address and an active account, whether or not there is
     * a mail server; for naming the others to whoever sends. In one query. Empty for a caller without a role.
     *
     * @param userIds ids of users; unknown ones are left out
     */
    Set<String> reachable(Collection<String> userIds);

    /**
     * Recipients by the language that each reads, so that each gets a letter in their own.
     *
     * @param userIds ids of users; those of nobody are left out
     * @return each user once, under {@code sv} or {@code en}; without languages that nobody reads; empty for a caller without
     *     a role
     */
    Map<Locale, Set<String>> byLanguage(Collection<String> userIds);
}
