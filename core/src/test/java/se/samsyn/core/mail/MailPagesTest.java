package se.samsyn.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.people.User;
import se.samsyn.core.settings.MailSettings;

/** What the settings make of letters, and the page that says so. */
class MailPagesTest {

    @RegisterExtension
    final TestMail mail = new TestMail();

    @Test
    void withoutAServerLettersWaitAndThePageSaysSo() throws Exception {
        TestSamsyn samsyn = mail.start(MailSettings.NONE);
        User asa = TestMail.person(samsyn.app(), "asa", "Åsa Öberg", "asa@example.se");
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());

        TestMail.send(samsyn.app(), TestMail.BODY, null, asa);
        mail.pass();
        mail.pass();

        assertThat(mail.states()).isEqualTo("WAITING");
        assertThat(samsyn.rows("select attempts from mail").get(0)).containsEntry("attempts", 0);
        assertThat(samsyn.signIn("admin").get("/settings/mail").body()).contains("Ingen e-postserver är inställd", "Väntar");
    }

    @Test
    void aRedirectTakesEveryLetter() throws Exception {
        TestSamsyn samsyn = mail.start(TestMail.to(mail.server().getSmtp().getPort(), "prov@testkoping.se", false));
        User asa = TestMail.person(samsyn.app(), "asa", "Åsa Öberg", "asa@example.se");
        User bo = TestMail.person(samsyn.app(), "bo", "Bo Ek", "bo@example.se");
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());

        TestMail.send(samsyn.app(), TestMail.BODY, null, asa, bo);
        mail.awaitStates("SENT SENT");

        assertThat(mail.server().getReceivedMessages()).hasSize(2).allSatisfy(message -> assertThat(
                        ((InternetAddress) message.getAllRecipients()[0]).getAddress())
                .isEqualTo("prov@testkoping.se"));
        assertThat(((InternetAddress) mail.server().getReceivedMessages()[0].getAllRecipients()[0]).getPersonal())
                .isEqualTo("Åsa Öberg, asa@example.se");
        TestClient admin = samsyn.signIn("admin");
        assertThat(admin.get("/settings/mail").body()).contains("All e-post skickas om", "prov@testkoping.se");
        TestMail.await("what the run tells", () -> !samsyn.rows("select id from job_run where told <> ''").isEmpty());
        // One that came after it found nothing more to send.
        samsyn.app().database().write(() -> samsyn.app().database().jdbi().useHandle(h -> h.execute("delete from job_run where told = ''")));
        assertThat(admin.get("/settings/modules").body()).contains("brev har gått iväg.");
        admin.post("/account/language", Map.of("locale", "en"));
        assertThat(admin.get("/settings/modules").body()).contains(" left.").doesNotContain("brev har");
    }

    @Test
    void inADryRunNothingLeaves() throws Exception {
        TestSamsyn samsyn = mail.start(TestMail.to(mail.server().getSmtp().getPort(), null, true));
        User asa = TestMail.person(samsyn.app(), "asa", "Åsa Öberg", "asa@example.se");

        TestMail.send(samsyn.app(), TestMail.BODY, null, asa);
        mail.awaitStates("DRY_RUN");

        assertThat(mail.server().getReceivedMessages()).isEmpty();
    }

    @Test
    void thePageIsForThoseWhoManageTheWholeServer() throws Exception {
        TestSamsyn samsyn = mail.start();
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
