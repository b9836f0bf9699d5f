package se.samsyn.core.cli;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import se.samsyn.core.settings.MailSettings;

/** The settings of e-mail, each also in the environment or in samsyn.properties. */
final class MailOptions {

    private static final int LARGEST_PORT = 65_535;

    @Option(names = "--smtp-host", paramLabel = "H", description = "The mail server; without one no e-mail is sent")
    private @Nullable String host;

    @Option(names = "--smtp-port", paramLabel = "N", defaultValue = "587",
            description = "Its port. Default: ${DEFAULT-VALUE}")
    private int port = MailSettings.DEFAULT_PORT;

    @Option(names = "--smtp-tls", paramLabel = "HOW", defaultValue = "starttls",
            description = "How the connection to it is protected: starttls, tls or none. Default: ${DEFAULT-VALUE}")
    private MailSettings.Tls tls = MailSettings.Tls.STARTTLS;

    @Option(names = "--smtp-user", paramLabel = "NAME", description = "Who signs in to it, if it asks")
    private @Nullable String user;

    @Option(names = "--smtp-password", paramLabel = "WORD",
            description = "The password; in the environment or the file, where other users of the machine do not see it")
    private @Nullable String password;

    @Option(names = "--mail-from", paramLabel = "ADDRESS", description = "The address that e-mail is from")
    private @Nullable String from;

    @Option(names = "--mail-redirect", paramLabel = "ADDRESS",
            description = "Sends every letter to this address instead of its own; for trying things out")
    private @Nullable String redirect;

    @Option(names = "--mail-dry-run", arity = "0..1", fallbackValue = "true", defaultValue = "false",
            paramLabel = "true|false", description = "Makes and logs e-mail, and lets none leave")
    private boolean dryRun;

    MailSettings settings() {
        if (port < 1 || port > LARGEST_PORT) {
            throw new Misuse("--smtp-port takes a number from 1 to " + LARGEST_PORT + ", and not " + port + ".");
        }
        if (host != null && from == null) {
            throw new Misuse("--smtp-host takes --mail-from: the address that e-mail is from.");
        }
        if ((user == null) != (password == null)) {
            throw new Misuse("--smtp-user and --smtp-password go together.");
        }
        return new MailSettings(
                host, port, tls, user, password, address("--mail-from", from), redirect == null
                        ? null
                        : address("--mail-redirect", redirect), dryRun);
    }

    private static String address(String option, @Nullable String address) {
        if (address == null) {
            return "";
        }
        try {
            return new InternetAddress(address, true).getAddress();
        } catch (AddressException e) {
            throw new Misuse(option + " takes an e-mail address, and not " + address + ".");
        }
    }
}
