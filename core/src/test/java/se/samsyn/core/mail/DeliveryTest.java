package se.samsyn.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.api.access.Role;
import se.samsyn.core.Samsyn;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClock;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.job.JobId;
import se.samsyn.core.people.User;
import se.samsyn.core.settings.MailSettings;

/** When letters leave: after what they were written with is saved, again when it failed, and to those who can be reached. */
class DeliveryTest {

    @RegisterExtension
    final TestMail mail = new TestMail();

    @Test
    void nothingLeavesOfWhatWasNotSaved() throws Exception {
        TestSamsyn samsyn = mail.start();
        User asa = TestMail.person(samsyn.app(), "asa", "Åsa Öberg", "asa@example.se");

        try {
            samsyn.app().database().write(() -> {
                TestMail.send(samsyn.app(), TestMail.BODY, null, asa);
                throw new IllegalStateException("undone");
            });
        } catch (IllegalStateException undone) {
            assertThat(undone).hasMessage("undone");
        }
        TestMail.send(samsyn.app(), TestMail.BODY, null, asa);
        mail.awaitStates("SENT");

        mail.only();
    }

    @Test
    void aServerThatIsDownIsTriedAgainUntilItIsUp() throws Exception {
        int port = mail.server().getSmtp().getPort();
        mail.server().stop();
        TestSamsyn samsyn = mail.start(TestMail.to(port, null, false));
        User asa = TestMail.person(samsyn.app(), "asa", "Åsa Öberg", "asa@example.se");

        TestMail.send(samsyn.app(), TestMail.BODY, null, asa);
        TestMail.await("the first attempt", () -> !samsyn.rows("select 1 from mail where attempts = 1 and reason = 'unreachable'")
                .isEmpty());
        assertThat(mail.states()).isEqualTo("WAITING");
        GreenMail again = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        again.start();
        try {
            mail.pass();
            assertThat(again.getReceivedMessages()).isEmpty();
            samsyn.clock().forward(Duration.ofMinutes(2));
            mail.pass();
            mail.awaitStates("SENT");
            assertThat(again.getReceivedMessages()).hasSize(1);
        } finally {
            again.stop();
        }
    }

    @Test
    void aDayOfFailuresIsEnoughAndAnAdministratorCanTryAgain() throws Exception {
        int port = mail.server().getSmtp().getPort();
        mail.server().stop();
        TestSamsyn samsyn = mail.start(TestMail.to(port, null, false));
        User asa = TestMail.person(samsyn.app(), "asa", "Åsa Öberg", "asa@example.se");
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        Instant begun = samsyn.clock().instant();

        TestMail.send(samsyn.app(), TestMail.BODY, null, asa);
        for (int attempt = 1; !mail.states().equals("FAILED"); attempt++) {
            int wanted = attempt;
            TestMail.await("attempt " + attempt, () -> {
                samsyn.app().jobs().runNow(new JobId("mail", "send"));
                return ((Number) samsyn.rows("select attempts from mail").get(0).get("attempts")).intValue() >= wanted;
            });
            String next = (String) samsyn.rows("select next_at from mail").get(0).get("next_at");
            if (mail.states().equals("WAITING")) {
                samsyn.clock().set(Instant.parse(next));
            }
        }
        assertThat(Duration.between(begun, samsyn.clock().instant())).isBetween(Duration.ofHours(20), Duration.ofHours(24));

        TestClient admin = samsyn.signIn("admin");
        String page = admin.get("/settings/mail?state=FAILED").body();
        assertThat(page).contains(TestMail.BODY.title(), "Åsa Öberg", "Misslyckades", "E-postservern gick inte att nå", "Försök igen");
        assertThat(page).doesNotContain("Ta med årets", "Välkommen på torsdag");
        GreenMail again = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        again.start();
        try {
            long id = ((Number) samsyn.rows("select id from mail").get(0).get("id")).longValue();
            assertThat(admin.post("/settings/mail/" + id + "/again", Map.of()).status()).isEqualTo(303);
            mail.awaitStates("SENT");
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
            User asa = TestMail.person(killed, "asa", "Åsa Öberg", "asa@example.se");
            TestMail.send(killed, TestMail.BODY, null, asa);
            // What the disk has right after the commit, as a server that falls then leaves it.
            for (String file : List.of("samsyn.db", "samsyn.db-wal")) {
                Files.copy(fallen.resolve(file), next.resolve(file));
            }
        }

        int port = mail.server().getSmtp().getPort();
        try (Samsyn started = Samsyn.start(TestSamsyn.settings(next, false, TestMail.to(port, null, false)), clock)) {
            TestMail.await("the letter", () -> mail.server().getReceivedMessages().length == 1);
        }
        assertThat(mail.only().getSubject()).isEqualTo(TestMail.BODY.title());
    }

    @Test
    void whoHasNoAddressOrIsGoneGetsNothing() throws Exception {
        TestSamsyn samsyn = mail.start();
        User without = TestMail.person(samsyn.app(), "utan", "Utan Adress", null);
        User blocked = TestMail.person(samsyn.app(), "stangd", "Stängd Person", "stangd@example.se");
        samsyn.app().people().userService().block(samsyn.system(), blocked.id(), blocked.version(), true);
        User last = TestMail.person(samsyn.app(), "sist", "Sist Person", "sist@example.se");

        TestMail.send(samsyn.app(), TestMail.BODY, null, without, blocked, last);
        mail.awaitStates("LEFT_OUT LEFT_OUT SENT");

        assertThat(samsyn.rows("select reason from mail order by id").stream().map(row -> row.get("reason")))
                .containsExactly("address", "inactive", null);
        mail.only();
        samsyn.app().people().userService().erase(samsyn.system(), last.id(), last.version());
        assertThat(mail.states()).isEqualTo("LEFT_OUT LEFT_OUT");
    }

    @Test
    void anAddressThatTheServerNeverTakesFailsAtOnce() throws Exception {
        TestSamsyn samsyn = mail.start();
        User asa = TestMail.person(samsyn.app(), "asa", "Åsa Öberg", "asa@example.se");
        User bo = TestMail.person(samsyn.app(), "bo", "Bo Ek", "bo@example.se");
        samsyn.app().database().write(() -> samsyn.app().database().jdbi().useHandle(handle ->
                handle.execute("update person set email = 'a@b.se, c@d.se' where id = ?", asa.id())));

        TestMail.send(samsyn.app(), TestMail.BODY, null, asa, bo);
        mail.awaitStates("FAILED SENT");

        assertThat(samsyn.rows("select reason from mail order by id").get(0)).containsEntry("reason", "unmade");
        mail.only();
    }

    @Test
    void whatNeverLeftIsForgottenAfterAMonthAndItsRowIsKept() throws Exception {
        TestSamsyn samsyn = mail.start();
        User nobody = TestMail.person(samsyn.app(), "nils", "Nils Ask", null);
        TestMail.send(samsyn.app(), TestMail.BODY, null, nobody);
        mail.awaitStates("LEFT_OUT");

        samsyn.clock().forward(Duration.ofDays(31));
        TestMail.await("the run before has ended", () -> samsyn.app().jobs().runNow(new JobId("mail", "send")));

        TestMail.await("the letter is forgotten", () -> samsyn.rows("select 1 from mail where body is not null").isEmpty());
        assertThat(samsyn.rows("select reason, html, subject from mail").get(0))
                .containsEntry("reason", "gone")
                .containsEntry("html", null)
                .containsEntry("subject", TestMail.BODY.title());
    }
}
