package se.samsyn.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import se.samsyn.api.document.Document;
import se.samsyn.api.document.Document.Link;
import se.samsyn.api.document.Document.Paragraph;
import se.samsyn.api.mail.Mail;
import se.samsyn.core.Samsyn;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.calendar.CalendarDate;
import se.samsyn.core.job.JobId;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserDetails;
import se.samsyn.core.settings.MailSettings;

/** A real mail server, and a Samsyn that sends to it. */
final class TestMail implements BeforeEachCallback, AfterEachCallback {

    private static final String OWNER = "plugin:meetings";
    static final Document BODY = new Document(
            "Kallelse till rektorsmöte på Ånäset",
            Locale.forLanguageTag("sv"),
            List.of(new Paragraph("Välkommen på torsdag.\nTa med årets åtgärder."), new Link("Öppna", "/modules/meetings/1")));

    private final GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private @Nullable TestSamsyn samsyn;

    GreenMail server() {
        return mailServer;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        mailServer.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (samsyn != null) {
            samsyn.close();
        }
        mailServer.stop();
    }

    static MailSettings to(int port, @Nullable String redirect, boolean dryRun) {
        return new MailSettings(
                "127.0.0.1", port, MailSettings.Tls.NONE, null, null, "samsyn@testkoping.se", redirect, dryRun);
    }

    TestSamsyn start(MailSettings settings) {
        samsyn = TestSamsyn.start(settings);
        return samsyn;
    }

    TestSamsyn start() {
        return start(to(mailServer.getSmtp().getPort(), null, false));
    }

    static User person(Samsyn samsyn, String username, String name, @Nullable String email) {
        return samsyn.people()
                .userService()
                .create(samsyn.access().system("test"), new UserDetails(username, name, email, "sv"));
    }

    static void send(Samsyn samsyn, Document body, @Nullable CalendarDate invitation, User... to) {
        Set<String> ids = new HashSet<>();
        for (User user : to) {
            ids.add(Long.toString(user.id()));
        }
        samsyn.mail().outbox().take(OWNER, null, Mail.of(ids, body), invitation);
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(until);
            Thread.sleep(20);
        }
    }

    String states() {
        return samsyn.rows("select state from mail order by id").stream()
                .map(row -> (String) row.get("state"))
                .reduce("", (a, b) -> a.isEmpty() ? b : a + " " + b);
    }

    void awaitStates(String wanted) throws InterruptedException {
        await(wanted, () -> states().equals(wanted));
    }

    /** Has the job look again, at the time that the test's clock has come to. */
    void pass() throws InterruptedException {
        await("a pass", () -> samsyn.app().jobs().runNow(new JobId("mail", "send")));
    }

    MimeMessage only() {
        assertThat(mailServer.getReceivedMessages()).hasSize(1);
        return mailServer.getReceivedMessages()[0];
    }

    static String part(MimeMessage message, String type) throws Exception {
        Multipart parts = (Multipart) message.getContent();
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType(type)) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try (InputStream in = part.getInputStream()) {
                    in.transferTo(out);
                }
                return out.toString(StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError("No " + type);
    }
}
