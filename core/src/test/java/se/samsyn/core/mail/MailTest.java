package se.samsyn.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.api.access.Role;
import se.samsyn.api.document.Document;
import se.samsyn.api.document.Document.Link;
import se.samsyn.api.document.Document.Paragraph;
import se.samsyn.api.mail.Mail;
import se.samsyn.core.Samsyn;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClock;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.calendar.CalendarDate;
import se.samsyn.core.job.JobId;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserDetails;
import se.samsyn.core.settings.MailSettings;

/** Letters from the transaction that wrote them to a real mail server. */
class MailTest {

    private static final String OWNER = "plugin:meetings";
    private static final Document BODY = new Document(
            "Kallelse till rektorsmöte på Ånäset",
            Locale.forLanguageTag("sv"),
            List.of(new Paragraph("Välkommen på torsdag.\nTa med årets åtgärder."), new Link("Öppna", "/modules/meetings/1")));

    private final GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private @Nullable TestSamsyn samsyn;

    @BeforeEach
    void startMailServer() {
        mailServer.start();
    }

    @AfterEach
    void stop() {
        if (samsyn != null) {
            samsyn.close();
        }
        mailServer.stop();
    }

    private static MailSettings to(int port, @Nullable String redirect, boolean dryRun) {
        return new MailSettings(
                "127.0.0.1", port, MailSettings.Tls.NONE, null, null, "samsyn@testkoping.se", redirect, dryRun);
    }

    private TestSamsyn start(MailSettings settings) {
        samsyn = TestSamsyn.start(settings);
        return samsyn;
    }

    private TestSamsyn start() {
        return start(to(mailServer.getSmtp().getPort(), null, false));
    }

    private static User person(Samsyn samsyn, String username, String name, @Nullable String email) {
        return samsyn.people()
                .userService()
                .create(samsyn.access().system("test"), new UserDetails(username, name, email, "sv"));
    }

    private static void send(Samsyn samsyn, Document body, @Nullable CalendarDate invitation, User... to) {
        Set<String> ids = new HashSet<>();
        for (User user : to) {
            ids.add(Long.toString(user.id()));
        }
        samsyn.mail().outbox().take(OWNER, null, Mail.of(ids, body), invitation);
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(until);
            Thread.sleep(20);
        }
    }

    private String states() {
        return samsyn.rows("select state from mail order by id").stream()
                .map(row -> (String) row.get("state"))
                .reduce("", (a, b) -> a.isEmpty() ? b : a + " " + b);
    }

    private void awaitStates(String wanted) throws InterruptedException {
        await(wanted, () -> states().equals(wanted));
    }

    /** Has the job look again, at the time that the test's clock has come to. */
    private void pass() throws InterruptedException {
        await("a pass", () -> samsyn.app().jobs().runNow(new JobId("mail", "send")));
    }

    private MimeMessage only() {
        assertThat(mailServer.getReceivedMessages()).hasSize(1);
        return mailServer.getReceivedMessages()[0];
    }

    private static String part(MimeMessage message, String type) throws Exception {
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

    @Test
    void aLetterArrivesAsTextAndHtmlFromTheMunicipality() throws Exception {
        start();
        User asa = person(samsyn.app(), "asa", "Åsa Öberg", "asa@example.se");

        send(samsyn.app(), BODY, null, asa);
        awaitStates("SENT");

        MimeMessage message = only();
        assertThat(message.getSubject()).isEqualTo("Kallelse till rektorsmöte på Ånäset");
        InternetAddress from = (InternetAddress) message.getFrom()[0];
        assertThat(from.getAddress()).isEqualTo("samsyn@testkoping.se");
        assertThat(from.getPersonal()).isEqualTo("Testköping");
        InternetAddress to = (InternetAddress) message.getAllRecipients()[0];
        assertThat(to.getAddress()).isEqualTo("asa@example.se");
        assertThat(to.getPersonal()).isEqualTo("Åsa Öberg");
        assertThat(message.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
        assertThat(part(message, "text/plain"))
                .contains("Välkommen på torsdag.\nTa med årets åtgärder.", "https://samsyn.example/modules/meetings/1");
        assertThat(part(message, "text/html")).contains("årets åtgärder", "lang=\"sv\"");
        assertThat(samsyn.rows("select body, html, address from mail"))
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("body", null)
                        .containsEntry("html", null)
                        .containsEntry("address", "asa@example.se"));
    }

    @Test
    void nothingLeavesOfWhatWasNotSaved() throws Exception {
        start();
        User asa = person(samsyn.app(), "asa", "Åsa Öberg", "asa@example.se");

        try {
            samsyn.app().database().write(() -> {
                send(samsyn.app(), BODY, null, asa);
                throw new IllegalStateException("undone");
            });
        } catch (IllegalStateException undone) {
            assertThat(undone).hasMessage("undone");
        }
        send(samsyn.app(), BODY, null, asa);
        awaitStates("SENT");

        only();
    }

    @Test
    void aServerThatIsDownIsTriedAgainUntilItIsUp() throws Exception {
        int port = mailServer.getSmtp().getPort();
        mailServer.stop();
        start(to(port, null, false));
        User asa = person(samsyn.app(), "asa", "Åsa Öberg", "asa@example.se");

        send(samsyn.app(), BODY, null, asa);
        await("the first attempt", () -> !samsyn.rows("select 1 from mail where attempts = 1 and reason = 'unreachable'")
                .isEmpty());
        assertThat(states()).isEqualTo("WAITING");
        GreenMail again = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        again.start();
        try {
            pass();
            assertThat(again.getReceivedMessages()).isEmpty();
            samsyn.clock().forward(Duration.ofMinutes(2));
            pass();
            awaitStates("SENT");
            assertThat(again.getReceivedMessages()).hasSize(1);
        } finally {
            again.stop();
        }
    }

    @Test
    void aDayOfFailuresIsEnoughAndAnAdministratorCanTryAgain() throws Exception {
        int port = mailServer.getSmtp().getPort();
        mailServer.stop();
        start(to(port, null, false));
        User asa = person(samsyn.app(), "asa", "Åsa Öberg", "asa@example.se");
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        Instant begun = samsyn.clock().instant();

        send(samsyn.app(), BODY, null, asa);
        for (int attempt = 1; !states().equals("FAILED"); attempt++) {
            int wanted = attempt;
            await("attempt " + attempt, () -> {
                samsyn.app().jobs().runNow(new JobId("mail", "send"));
                return ((Number) samsyn.rows("select attempts from mail").get(0).get("attempts")).intValue() >= wanted;
            });
            String next = (String) samsyn.rows("select next_at from mail").get(0).get("next_at");
            if (states().equals("WAITING")) {
                samsyn.clock().set(Instant.parse(next));
            }
        }
        assertThat(Duration.between(begun, samsyn.clock().instant())).isBetween(Duration.ofHours(20), Duration.ofHours(24));

        TestClient admin = samsyn.signIn("admin");
        String page = admin.get("/settings/mail?state=FAILED").body();
        assertThat(page).contains(BODY.title(), "Åsa Öberg", "Misslyckades", "E-postservern gick inte att nå", "Försök igen");
        assertThat(page).doesNotContain("Ta med årets", "Välkommen på torsdag");
        GreenMail again = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        again.start();
        try {
            long id = ((Number) samsyn.rows("select id from mail").get(0).get("id")).longValue();
            assertThat(admin.post("/settings/mail/" + id + "/again", Map.of()).status()).isEqualTo(303);
            awaitStates("SENT");
            assertThat(again.getReceivedMessages()).hasSize(1);
            assertThat(admin.post("/settings/mail/" + id + "/again", Map.of()).status()).isEqualTo(409);
        } finally {
            again.stop();
        }
    }

    @Test
    void whatWasSavedLeavesAfterAFall(@TempDir Path folder) throws Exception {
        TestClock clock = new TestClock();
        Path fallen = Files.createDirectories(folder.resolve("fallen"));
        Path next = Files.createDirectories(folder.resolve("next"));
        // It never serves, so nothing is sent.
        try (Samsyn killed = Samsyn.open(TestSamsyn.settings(fallen, false, MailSettings.NONE), clock)) {
            User asa = person(killed, "asa", "Åsa Öberg", "asa@example.se");
            send(killed, BODY, null, asa);
            // What the disk has right after the commit, as a server that falls then leaves it.
            for (String file : List.of("samsyn.db", "samsyn.db-wal")) {
                Files.copy(fallen.resolve(file), next.resolve(file));
            }
        }

        int port = mailServer.getSmtp().getPort();
        try (Samsyn started = Samsyn.start(TestSamsyn.settings(next, false, to(port, null, false)), clock)) {
            await("the letter", () -> mailServer.getReceivedMessages().length == 1);
        }
        assertThat(only().getSubject()).isEqualTo(BODY.title());
    }

    @Test
    void withoutAServerLettersWaitAndThePageSaysSo() throws Exception {
        start(MailSettings.NONE);
        User asa = person(samsyn.app(), "asa", "Åsa Öberg", "asa@example.se");
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());

        send(samsyn.app(), BODY, null, asa);
        pass();
        pass();

        assertThat(states()).isEqualTo("WAITING");
        assertThat(samsyn.rows("select attempts from mail").get(0)).containsEntry("attempts", 0);
        assertThat(samsyn.signIn("admin").get("/settings/mail").body()).contains("Ingen e-postserver är inställd", "Väntar");
    }

    @Test
    void aRedirectTakesEveryLetter() throws Exception {
        start(to(mailServer.getSmtp().getPort(), "prov@testkoping.se", false));
        User asa = person(samsyn.app(), "asa", "Åsa Öberg", "asa@example.se");
        User bo = person(samsyn.app(), "bo", "Bo Ek", "bo@example.se");
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());

        send(samsyn.app(), BODY, null, asa, bo);
        awaitStates("SENT SENT");

        assertThat(mailServer.getReceivedMessages()).hasSize(2).allSatisfy(message -> assertThat(
                        ((InternetAddress) message.getAllRecipients()[0]).getAddress())
                .isEqualTo("prov@testkoping.se"));
        assertThat(((InternetAddress) mailServer.getReceivedMessages()[0].getAllRecipients()[0]).getPersonal())
                .isEqualTo("Åsa Öberg, asa@example.se");
        assertThat(samsyn.signIn("admin").get("/settings/mail").body()).contains("All e-post skickas om", "prov@testkoping.se");
    }

    @Test
    void inADryRunNothingLeaves() throws Exception {
        start(to(mailServer.getSmtp().getPort(), null, true));
        User asa = person(samsyn.app(), "asa", "Åsa Öberg", "asa@example.se");

        send(samsyn.app(), BODY, null, asa);
        awaitStates("DRY_RUN");

        assertThat(mailServer.getReceivedMessages()).isEmpty();
    }

    @Test
    void whoHasNoAddressOrIsGoneGetsNothing() throws Exception {
        start();
        User without = person(samsyn.app(), "utan", "Utan Adress", null);
        User blocked = person(samsyn.app(), "stangd", "Stängd Person", "stangd@example.se");
        samsyn.app().people().userService().block(samsyn.system(), blocked.id(), blocked.version(), true);
        User last = person(samsyn.app(), "sist", "Sist Person", "sist@example.se");

        send(samsyn.app(), BODY, null, without, blocked, last);
        awaitStates("LEFT_OUT LEFT_OUT SENT");

        assertThat(samsyn.rows("select reason from mail order by id").stream().map(row -> row.get("reason")))
                .containsExactly("address", "inactive", null);
        only();
        samsyn.app().people().userService().erase(samsyn.system(), last.id(), last.version());
        assertThat(states()).isEqualTo("LEFT_OUT LEFT_OUT");
    }

    @Test
    void oddNamesAndSubjectsSmuggleNothingIn() throws Exception {
        start();
        User odd = person(samsyn.app(), "odd", "Åsa \"Q\" <x@y.se>, Öberg; (å)", "odd@example.se");
        String subject = "Möte\r\nBcc: spion@example.se\r\n\r\nHej " + "å".repeat(300);

        send(samsyn.app(), new Document(subject, Locale.ENGLISH, List.of(new Paragraph("a\u0000\r\n.\r\nb"))), null, odd);
        awaitStates("SENT");

        MimeMessage message = only();
        assertThat(message.getAllRecipients()).hasSize(1);
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getSubject()).startsWith("Möte Bcc: spion@example.se Hej ååå").hasSize(200);
        assertThat(((InternetAddress) message.getAllRecipients()[0]).getPersonal())
                .isEqualTo("Åsa \"Q\" <x@y.se>, Öberg; (å)");
        assertThat(part(message, "text/plain")).isEqualTo("a\n.\nb\n");
        assertThat(MimeUtility.decodeText(message.getHeader("Subject", null))).doesNotContain("\n");
    }

    @Test
    void anAddressThatTheServerNeverTakesFailsAtOnce() throws Exception {
        start();
        User asa = person(samsyn.app(), "asa", "Åsa Öberg", "asa@example.se");
        User bo = person(samsyn.app(), "bo", "Bo Ek", "bo@example.se");
        samsyn.app().database().write(() -> samsyn.app().database().jdbi().useHandle(handle ->
                handle.execute("update person set email = 'a@b.se, c@d.se' where id = ?", asa.id())));

        send(samsyn.app(), BODY, null, asa, bo);
        awaitStates("FAILED SENT");

        assertThat(samsyn.rows("select reason from mail order by id").get(0)).containsEntry("reason", "unmade");
        only();
    }

    @Test
    void anInvitationIsReadByAnotherCalendarProgram() throws Exception {
        start();
        User asa = person(samsyn.app(), "asa", "Åsa Öberg", "asa@example.se");
        Instant begins = Instant.parse("2026-12-03T08:00:00Z");
        CalendarDate meeting = new CalendarDate(
                "meetings", "meeting-1", 2, "Rektorsmöte; åäö, \"nytt\"", "Ta med\nårets åtgärder", "Ånäset, sal 2", begins,
                begins.plus(Duration.ofHours(2)), null, "/modules/meetings/1", false);

        send(samsyn.app(), BODY, meeting, asa);
        awaitStates("SENT");

        Calendar read = read(part(only(), "text/calendar"));
        assertThat(read.validate(true).getEntries()).isEmpty();
        assertThat(read.getMethod().getValue()).isEqualTo("REQUEST");
        VEvent event = read.<VEvent>getComponents("VEVENT").get(0);
        assertThat(event.getSummary().getValue()).isEqualTo("Rektorsmöte; åäö, \"nytt\"");
        assertThat(event.getLocation().getValue()).isEqualTo("Ånäset, sal 2");
        assertThat(event.getDescription().getValue())
                .isEqualTo("Ta med\nårets åtgärder\n\nhttps://samsyn.example/modules/meetings/1");
        assertThat(Instant.from(event.getDateTimeStart().getDate())).isEqualTo(begins);
        assertThat(event.getSequence().getSequenceNo()).isEqualTo(2);
        assertThat(event.getAttendees()).hasSize(1);
        assertThat(event.getAttendees().get(0).getCalAddress()).hasToString("mailto:asa@example.se");
        assertThat(event.getOrganizer().getCalAddress()).hasToString("mailto:samsyn@testkoping.se");
        String uid = event.getUid().orElseThrow().getValue();

        CalendarDate off = new CalendarDate(
                "meetings", "meeting-1", 3, "Rektorsmöte", "", "", begins, begins.plus(Duration.ofHours(2)), null,
                "/modules/meetings/1", true);
        send(samsyn.app(), BODY, off, asa);
        awaitStates("SENT SENT");
        Calendar cancelled = read(part(mailServer.getReceivedMessages()[1], "text/calendar"));
        assertThat(cancelled.validate(true).getEntries()).isEmpty();
        assertThat(cancelled.getMethod().getValue()).isEqualTo("CANCEL");
        VEvent gone = cancelled.<VEvent>getComponents("VEVENT").get(0);
        assertThat(gone.getUid().orElseThrow().getValue()).isEqualTo(uid);
        assertThat(gone.getStatus().getValue()).isEqualTo("CANCELLED");
    }

    private static Calendar read(String ical) throws Exception {
        return new CalendarBuilder().build(new StringReader(ical));
    }

    @Test
    void thePageIsForThoseWhoManageTheWholeServer() throws Exception {
        start();
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        samsyn.user("skoladmin", Role.ADMINISTRATOR, samsyn.school());
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());

        assertThat(samsyn.client().get("/settings/mail").status()).isEqualTo(303);
        assertThat(samsyn.signIn("rektor").get("/settings/mail").status()).isEqualTo(403);
        assertThat(samsyn.signIn("skoladmin").get("/settings/mail").status()).isEqualTo(403);
        assertThat(samsyn.signIn("skoladmin").post("/settings/mail/1/again", Map.of()).status()).isEqualTo(403);
        TestClient admin = samsyn.signIn("admin");
        assertThat(admin.get("/settings/mail?state=NONSENSE&page=99").status()).isEqualTo(200);
        assertThat(admin.get("/settings/mail").body()).contains("Inga brev än", "Utskickad e-post");
        assertThat(admin.post("/settings/mail/77/again", Map.of()).status()).isEqualTo(404);
        assertThat(admin.postWithoutToken("/settings/mail/77/again", Map.of()).status()).isEqualTo(403);
    }
}
