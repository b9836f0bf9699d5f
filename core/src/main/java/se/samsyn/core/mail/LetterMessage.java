package se.samsyn.core.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** A letter as mail programs read it: text and HTML of the same, and the invitation if there is one. */
final class LetterMessage {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private LetterMessage() {}

    /**
     * The envelope.
     *
     * @param from the address it is from, and the name beside it
     * @param to where it goes, and the name beside it
     */
    record Envelope(InternetAddress from, InternetAddress to) {}

    /** An address with a name beside it; what is not one address throws. */
    static InternetAddress address(String email, String name) throws MessagingException {
        InternetAddress address = new InternetAddress(email, true);
        if (address.isGroup() || !address.getAddress().contains("@")) {
            throw new jakarta.mail.internet.AddressException("Not one address", email);
        }
        try {
            address.setPersonal(name.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip(), UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every Java platform has UTF-8", e);
        }
        return address;
    }

    /**
     * @param ical the invitation, or null
     * @param method what it asks for: {@code REQUEST} or {@code CANCEL}
     */
    static MimeMessage of(
            Session session,
            Envelope envelope,
            String subject,
            Letter.Content content,
            @Nullable String ical,
            String method,
            Instant now)
            throws MessagingException {
        MimeMultipart forms = new MimeMultipart("alternative");
        forms.addBodyPart(part(content.body(), "text/plain; charset=UTF-8"));
        forms.addBodyPart(part(content.html(), "text/html; charset=UTF-8"));
        if (ical != null) {
            forms.addBodyPart(part(ical, "text/calendar; charset=UTF-8; method=" + method));
        }
        MimeMessage message = new MimeMessage(session);
        message.setFrom(envelope.from());
        message.setRecipient(MimeMessage.RecipientType.TO, envelope.to());
        message.setSubject(subject, UTF_8);
        message.setSentDate(Date.from(now));
        // So that nobody's 'I am away' comes back.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        message.setContent(forms);
        message.saveChanges();
        // The same at each attempt: a mail program that gets it twice knows it again.
        String domain = envelope.from().getAddress().substring(envelope.from().getAddress().indexOf('@') + 1);
        message.setHeader("Message-ID", "<" + content.messageId() + "@" + domain + ">");
        return message;
    }

    private static MimeBodyPart part(String content, String type) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(content, type);
        part.setHeader("Content-Type", type);
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }
}
