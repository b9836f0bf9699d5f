package se.samsyn.core.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.core.settings.MailSettings;

/** The mail server of the settings, over SMTP. */
final class MailServer {

    private static final Logger LOG = LoggerFactory.getLogger(MailServer.class);
    private static final String CONNECTING = "10000";
    private static final String WAITING = "30000";

    private final MailSettings settings;
    private @Nullable Session session;

    MailServer(MailSettings settings) {
        this.settings = settings;
    }

    private static Properties properties(MailSettings settings) {
        Properties properties = new Properties();
        properties.put("mail.smtp.auth", Boolean.toString(settings.user() != null));
        properties.put("mail.smtp.connectiontimeout", CONNECTING);
        properties.put("mail.smtp.timeout", WAITING);
        properties.put("mail.smtp.writetimeout", WAITING);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.starttls.enable", Boolean.toString(settings.tls() == MailSettings.Tls.STARTTLS));
        properties.put("mail.smtp.starttls.required", Boolean.toString(settings.tls() == MailSettings.Tls.STARTTLS));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(settings.tls() == MailSettings.Tls.TLS));
        return properties;
    }

    /** Made when the first letter is sent: the start of the server does not wait for the library. */
    synchronized Session session() {
        Session made = session;
        if (made == null) {
            made = Session.getInstance(properties(settings));
            session = made;
        }
        return made;
    }

    /** Calls the server; several letters go over one line. */
    Line call() throws MessagingException {
        Transport transport = session().getTransport("smtp");
        transport.connect(settings.host(), settings.port(), settings.user(), settings.password());
        return new Line(transport);
    }

    /** A line that is open. */
    record Line(Transport transport) implements AutoCloseable {

        void send(MimeMessage message) throws MessagingException {
            transport.sendMessage(message, message.getRecipients(Message.RecipientType.TO));
        }

        /** What was sent is sent, however the two part. */
        @Override
        public void close() {
            try {
                transport.close();
            } catch (MessagingException e) {
                LOG.debug("The line to the mail server was cut", e);
            }
        }
    }
}
