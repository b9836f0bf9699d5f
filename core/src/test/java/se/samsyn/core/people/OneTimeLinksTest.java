package se.samsyn.core.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.database.Statements;

class OneTimeLinksTest {

    private static final String PASSWORD = "fyra korrekta hästar";

    private TestSamsyn samsyn;
    private TestClient admin;
    private OneTimeLinks links;

    @BeforeEach
    void start() {
        samsyn = TestSamsyn.start();
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        admin = samsyn.signIn("admin");
        links = samsyn.app().people().links();
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    @Test
    void aOneTimeLinkGivesAPasswordOnce() {
        User larare = samsyn.user("larare", Role.EMPLOYEE, samsyn.school());
        String page = admin.post("/people/" + larare.id() + "/link", Map.of()).body();
        String link = page.replaceAll("(?s).*<code id=\"link\">http://[^/]*(/welcome/[^<]*)<.*", "$1");
        TestClient client = samsyn.client();
        assertThat(client.get(link).body()).contains("Larare Testsson");
        assertThat(client.post(link, Map.of("password", "kort", "again", "kort")).body()).contains("minst 12 tecken");
        assertThat(client.post(link, Map.of("password", PASSWORD, "again", "något annat")).body()).contains("inte lika");
        assertThat(client.post(link, Map.of("password", PASSWORD, "again", PASSWORD)).location()).isEqualTo("/");
        assertThat(client.get("/account").status()).isEqualTo(200);

        TestClient other = samsyn.client();
        Answer replayed = other.get(link);
        assertThat(replayed.status()).isEqualTo(410);
        assertThat(replayed.body()).contains("redan använd");
        assertThat(other.post(link, Map.of("password", "helt annat lösenord", "again", "helt annat lösenord")).status())
                .isEqualTo(410);
        assertThat(other.post("/login", Map.of("username", "larare", "password", PASSWORD)).location()).isEqualTo("/");
        assertThat(other.get("/welcome/forged").status()).isEqualTo(410);
        assertThat(samsyn.rows("select token_hash from one_time_link").toString())
                .doesNotContain(link.substring("/welcome/".length()));
    }

    @Test
    void aLinkExpiresAndANewOneReplacesIt() {
        User larare = samsyn.person("larare");
        String first = links.make(samsyn.system(), List.of(larare.id())).get(0).path();
        String second = links.make(samsyn.system(), List.of(larare.id())).get(0).path();
        assertThat(samsyn.client().get(first).status()).isEqualTo(410);
        assertThat(samsyn.client().get(second).status()).isEqualTo(200);
        samsyn.clock().forward(Duration.ofDays(7).plusSeconds(1));
        assertThat(samsyn.client().get(second).body()).contains("har gått ut");
    }

    @Test
    void aNewPasswordStopsTheLinksThatAreOut() {
        User larare = samsyn.user("larare", Role.EMPLOYEE, samsyn.school());
        String given = links.make(samsyn.system(), List.of(larare.id())).get(0).path();
        samsyn.app().people().credentials().setPassword(samsyn.system(), larare, PASSWORD);
        assertThat(samsyn.client().get(given).status()).isEqualTo(410);

        String stray = links.make(samsyn.system(), List.of(larare.id())).get(0).path();
        Answer changed = samsyn.signIn("larare")
                .post("/account/password", Map.of("current", PASSWORD, "password", "sex nya gröna hästar", "again", "sex nya gröna hästar"));
        assertThat(changed.status()).isEqualTo(303);
        assertThat(samsyn.client().get(stray).status()).isEqualTo(410);
    }

    @Test
    void linksForAMailMergeAreForThoseWithoutPassword() {
        User with = samsyn.person("med");
        samsyn.app().people().credentials().setPassword(samsyn.system(), with, PASSWORD);
        samsyn.app()
                .people()
                .userService()
                .create(samsyn.system(), new UserDetails("formel", "=cmd|' /C calc';\"x\"", "f@lindvik.se", "sv"));
        samsyn.person("utan");
        Answer csv = admin.post("/people/links", Map.of("all", "true"));
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.header("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(csv.body().lines())
                .hasSize(4)
                .anyMatch(line -> line.matches("Utan Testsson;utan;;http://127\\.0\\.0\\.1:\\d+/welcome/[\\w-]{43};2026-10-19"))
                .anyMatch(line -> line.startsWith("\"'=cmd|' /C calc';\"\"x\"\"\";formel;"))
                .noneMatch(line -> line.contains("Med Testsson"));
        assertThat(admin.post("/people/links", Map.of("user", List.of(with.id(), 999999, "x"))).status()).isEqualTo(422);
    }

    @Test
    void whoIsOutsideReachGetsNoLinkAndTheOthersDo() {
        samsyn.user("chef", Role.HEAD, samsyn.administration());
        User larare = samsyn.user("larare", Role.EMPLOYEE, samsyn.school());
        samsyn.user("skoladmin", Role.ADMINISTRATOR, samsyn.school());
        TestClient local = samsyn.signIn("skoladmin");

        assertThat(local.get("/people").body()).contains("får ingen länk");
        Answer csv = local.post("/people/links", Map.of("all", "true"));
        assertThat(csv.body()).contains("larare;").contains("skoladmin;").doesNotContain("chef;").doesNotContain(";admin;");
        assertThat(samsyn.rows("select person_id from one_time_link where person_id = " + larare.id())).hasSize(1);

        User chef = samsyn.app().people().users().byUsername("chef").orElseThrow();
        Answer none = local.post("/people/links", Map.of("user", List.of(chef.id())));
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.body()).contains("En person utan lösenord får ingen länk");
        assertThat(samsyn.rows("select person_id from one_time_link where person_id = " + chef.id())).isEmpty();
        assertThat(admin.get("/people").body()).doesNotContain("får ingen länk");
    }

    @Test
    void theFileIsNamedInTheLanguageOfWhoeverFetchesIt() {
        samsyn.person("utan");
        assertThat(disposition()).endsWith("engangslankar.csv");
        admin.post("/account/language", Map.of("locale", "en"));
        assertThat(disposition()).endsWith("one-time-links.csv");
    }

    private String disposition() {
        return admin.post("/people/links", Map.of("all", "true")).header("Content-Disposition").orElseThrow();
    }

    @Test
    void aThousandLinksTakeNoMoreStatementsThanTwo() {
        int few = statements(people(2));
        assertThat(statements(people(1200))).isEqualTo(few);
    }

    private List<Long> people(int count) {
        UserService users = samsyn.app().people().userService();
        int before = samsyn.rows("select id from person").size();
        return samsyn.app().database().write(() -> IntStream.range(before, before + count)
                .mapToObj(i -> users.create(samsyn.system(), new UserDetails("person" + i, "Person " + i, null, "sv")))
                .map(User::id)
                .toList());
    }

    private int statements(List<Long> people) {
        return Statements.of(
                samsyn.app().database(),
                () -> assertThat(links.make(samsyn.acting("admin"), people)).hasSize(people.size()));
    }

    @Test
    void theWelcomePageSpeaksThePersonsLanguageThenTheMunicipalitys() {
        User english = samsyn.app()
                .people()
                .userService()
                .create(samsyn.system(), new UserDetails("ada", "Ada Ek", null, "en"));
        String path = links.make(samsyn.system(), List.of(english.id())).get(0).path();
        TestClient swedish = samsyn.client();
        assertThat(swedish.get(path).body()).contains("lang=\"en\"").contains("Choose a password");
        assertThat(swedish.post(path, Map.of("password", "short", "again", "short")).body()).contains("at least 12");
        assertThat(swedish.get("/welcome/forged", "Accept-Language", "en").body()).contains("lang=\"sv\"");
        swedish.get(path);
        swedish.post(path, Map.of("password", PASSWORD, "again", PASSWORD));
        assertThat(samsyn.client().get(path).body()).contains("The link has been used");
    }
}
