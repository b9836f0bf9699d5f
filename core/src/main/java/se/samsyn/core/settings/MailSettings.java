package se.samsyn.core.settings;

import org.jspecify.annotations.Nullable;

/**
 * How e-mail is sent.
 *
 * @param host the mail server; null when there is none, and letters then wait
 * @param user who signs in to the mail server; null when it asks for nobody
 * @param from the address that letters are from
 * @param redirect the one address that every letter goes to instead of its own; null when letters go to whom they are for
 * @param dryRun whether letters are made and logged, and never leave
 */
public record MailSettings(
        @Nullable String host,
        int port,
        Tls tls,
        @Nullable String user,
        @Nullable String password,
        String from,
        @Nullable String redirect,
        boolean dryRun) {

    public static final int DEFAULT_PORT = 587;

    public static final MailSettings NONE = new MailSettings(null, DEFAULT_PORT, Tls.STARTTLS, null, null, "", null, false);

    /** How the connection to the mail server is protected. */
    public enum Tls {
        /** It begins in the clear and must change to TLS. */
        STARTTLS,
        /** It is TLS from the beginning. */
        TLS,
        /** It is not, which suits a mail server on the same machine. */
        NONE
    }

    /** Whether there is somewhere to send letters, were it only to a log. */
    public boolean usable() {
        return host != null || dryRun;
    }

    /** Without the password: what is printed ends up in logs. */
    @Override
    public String toString() {
        return "MailSettings[host=" + host + ", port=" + port + ", tls=" + tls + ", user=" + user + ", from=" + from
                + ", redirect=" + redirect + ", dryRun=" + dryRun + "]";
    }
}
