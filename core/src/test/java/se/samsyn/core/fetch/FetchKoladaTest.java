package se.samsyn.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.Grant;
import se.samsyn.core.measuring.CatalogueIndicator;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitDetails;

/** Kolada is fetched from a server that answers as Kolada has answered, for Arboga. */
class FetchKoladaTest {

    private static final String FIGURE = "N00300 0562 2024";
    private static final String SHOWN =
            "select m.value, m.state, m.revision from measurement m join indicator i on i.id = m.indicator_id"
                    + " join unit_identifier k on k.unit_id = m.unit_id and k.scheme = 'kolada'"
                    + " where i.code = '%s' and k.value = '%s' and m.period = '%s'";

    private ReplayServer kolada;
    private TestSamsyn samsyn;
    private TestClient admin;

    private void start(ReplayServer source) {
        kolada = source;
        samsyn = TestSamsyn.fetching(kolada.settings());
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        admin = samsyn.signIn("admin");
        rename(samsyn.municipality(), "Arboga kommun", Map.of());
    }

    @AfterEach
    void stop() {
        samsyn.close();
        kolada.close();
    }

    private void rename(Unit unit, String name, Map<String, String> identifiers) {
        samsyn.app().organisation().unitService().update(
                samsyn.system(), unit.id(), unit.version(),
                UnitDetails.of(unit).named(name).identifiedBy(identifiers));
    }

    private void use(String... codes) {
        for (String code : codes) {
            CatalogueIndicator entry = samsyn.app().measuring().catalogue().find("kolada", List.of(code)).get(code);
            Indicator draft = entry != null
                    ? entry.draft()
                    : new Indicator(
                            0, "kolada", code, code, "", "%", 1, Indicator.Direction.HIGHER, Indicator.Periodicity.YEAR,
                            Indicator.Aggregation.NONE, null, false, null, 0);
            samsyn.app().measuring().indicatorService().create(Grant.system("test"), draft);
        }
    }

    /** Presses the button and waits for the end. */
    private Map<String, Object> fetch() throws InterruptedException {
        return fetch(Map.of());
    }

    private Map<String, Object> fetch(Map<String, String> form) throws InterruptedException {
        assertThat(admin.post("/fetch/kolada/run", form).status()).isEqualTo(303);
        await(() -> !state().equals("WAITING") && !state().equals("RUNNING"));
        return last();
    }

    private Map<String, Object> last() {
        return samsyn.rows("select * from fetch_run order by id desc limit 1").get(0);
    }

    private String state() {
        return (String) last().get("state");
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            Thread.sleep(20);
        }
    }

    private long count(String table) {
        return ((Number) samsyn.rows("select count(*) as n from " + table).get(0).get("n")).longValue();
    }

    private Map<String, Object> figure(String code, String body, int year) {
        return samsyn.rows(SHOWN.formatted(code, body, year)).get(0);
    }

    @Test
    void takesInTheWholeCatalogueAndWhomOneComparesWith() throws InterruptedException {
        start(ReplayServer.whole());
        assertThat(admin.get("/fetch").body()).contains("Inget har hämtats härifrån än.", "Inga nyckeltal är valda än");
        assertThat(fetch()).containsEntry("state", "DONE").containsEntry("requests", 5);
        assertThat(kolada.asked())
                .containsExactly(
                        "/v3/kpi?per_page=5000", "/v3/kpi?page=2&per_page=5000", "/v3/municipality?per_page=5000",
                        "/v3/municipality_groups?per_page=5000", "/v3/ou?municipality=1984&per_page=5000");
        assertThat(count("catalogue_indicator")).isEqualTo(6099);
        assertThat(count("unit where kind = 'MUNICIPALITY' and standing = 'COMPARISON'")).isEqualTo(289);
        assertThat(samsyn.rows("select name from unit where kind = 'MUNICIPALITY_GROUP' and name like 'Liknande%'"))
                .hasSize(12)
                .allSatisfy(row -> assertThat((String) row.get("name")).contains(", Arboga,"));
        assertThat(samsyn.rows("select value from unit_identifier k join unit u on u.id = k.unit_id"
                        + " where u.parent_id is null and u.standing = 'OWN' and scheme = 'kolada'"))
                .containsExactly(Map.of("value", "1984"));
        assertThat(admin.get("/indicators/catalogue?q=hemkommun+merit+%C3%A5k+9").body())
                .contains("N15507", "Välj")
                .doesNotContain("N15506");
        assertThat(admin.get("/fetch").body()).contains("Klar", "Admin Testsson");
    }

    @Test
    void asksForNoMoreAtOnceThanKoladaGives() throws InterruptedException {
        start(ReplayServer.start());
        kolada.rowsOnPage(100);
        fetch();
        kolada.forgetAsked();
        String[] codes = samsyn.rows("select code from catalogue_indicator").stream()
                .map(row -> (String) row.get("code"))
                .toArray(String[]::new);
        assertThat(codes).hasSizeBetween(26, 200);
        use(codes);
        use("N99999");
        assertThat(fetch()).containsEntry("state", "DONE");
        List<String> questions = kolada.asked().stream().filter(path -> path.startsWith("/v3/data/")).toList();
        assertThat(questions).isNotEmpty().allSatisfy(path -> {
            String[] parts = path.substring(0, path.indexOf('?')).split("/");
            assertThat(List.of(parts[4], parts[6], parts[8]))
                    .allSatisfy(ids -> assertThat(ids.split(",")).hasSizeBetween(1, 25));
        });
        assertThat(questions).anyMatch(path -> path.contains("page=2")).noneMatch(path -> path.contains("N99999"));
        assertThat(figure("N00300", "0562", 2024)).containsEntry("state", "exists");
    }

    @Test
    void showsWhatWasRevisedAndWhatWasWithdrawn() throws InterruptedException {
        start(ReplayServer.start());
        use("N00945", "N00300");
        kolada.next(
                ReplayServer.status(429, "Retry-After", "0"),
                exchange -> false,
                ReplayServer.status(500, "Retry-After", "0"));
        Map<String, Object> first = fetch();
        assertThat(first).containsEntry("state", "DONE").containsEntry("rejected", 0);
        assertThat(figure("N00300", "1984", 2024)).containsEntry("state", "exists").containsEntry("revision", 1);
        assertThat(fetch()).containsEntry("created", 0).containsEntry("changed", 0).containsEntry("withdrawn", 0);

        kolada.revise(FIGURE, 12);
        kolada.remove("N00300 1984 2024");
        kolada.markDeleted("N00300 1083 2024");
        assertThat(fetch())
                .containsEntry("state", "DONE")
                .containsEntry("created", 0)
                .containsEntry("changed", 1)
                .containsEntry("withdrawn", 2);
        assertThat(figure("N00300", "0562", 2024)).containsEntry("value", 12.0).containsEntry("revision", 2);
        assertThat(figure("N00300", "1984", 2024)).containsEntry("state", "missing").containsEntry("revision", 2);
        assertThat(figure("N00300", "1083", 2024)).containsEntry("state", "missing");
        assertThat(samsyn.rows("select distinct source from measurement_revision"))
                .containsExactly(Map.of("source", "Kolada"));
        assertThat(samsyn.rows("select user_id from change where id in (select change_id from measurement where revision = 2)"))
                .hasSize(1)
                .allSatisfy(row -> assertThat(row.get("user_id")).isNotNull());

        String report = admin.get("/fetch/runs/" + last().get("id")).body();
        assertThat(report).contains("Tillbakadragen", "Källan har dragit tillbaka uppgiften.", "</span>12</ins>", "Källa: Kolada");
        assertThat(report).contains(" · Finspång · 2024", " · Arboga kommun · 2024", "N00300 Medborgarengagemang och demokratisk");
        assertThat(admin.get("/fetch/runs/" + last().get("id") + "?state=WITHDRAWN").body())
                .contains(" · Arboga kommun · 2024")
                .doesNotContain(" · Finspång");
        assertThat(fetch()).containsEntry("changed", 0).containsEntry("withdrawn", 0);
    }

    @Test
    void retiresWhatTheCatalogueNoLongerHas() throws InterruptedException {
        start(ReplayServer.start());
        use("N00302", "N00300");
        fetch();
        kolada.unpublish("N00300");
        kolada.forgetAsked();
        assertThat(fetch()).containsEntry("state", "DONE").containsEntry("withdrawn", 1);
        assertThat(samsyn.rows("select code from indicator where retired_on is not null"))
                .containsExactly(Map.of("code", "N00300"));
        assertThat(figure("N00300", "0562", 2024)).containsEntry("state", "exists");
        assertThat(kolada.asked()).noneMatch(path -> path.contains("N00300"));
        assertThat(admin.get("/fetch/runs/" + last().get("id")).body()).contains("Utgången");
    }

    @Test
    void savesNothingWhenItFailsInTheMiddle() throws InterruptedException {
        start(ReplayServer.start());
        use("N00945");
        long changes = count("change");
        kolada.always("/v3/data/", ReplayServer.status(503, "Retry-After", "0"));
        assertThat(fetch()).containsEntry("state", "FAILED").containsEntry("created", 0);
        assertThat(count("change")).isEqualTo(changes);
        assertThat(count("catalogue_indicator")).isZero();
        assertThat(admin.get("/fetch").body())
                .contains("127.0.0.1 svarade med fel (503), gång på gång.", "Inget är sparat, och det som fanns är kvar.")
                .contains("href=\"/imports/new/kolada-data\"");
        kolada.behave();
        kolada.next(ReplayServer.status(410));
        assertThat(fetch()).containsEntry("state", "FAILED");
        assertThat(admin.get("/fetch/runs/" + last().get("id")).body()).contains("har stängt den här adressen (410)");
        kolada.next(
                exchange -> false,
                ReplayServer.body("{\"values\":[],\"next_url\":\"http://169.254.169.254/v3/kpi?page=2\",\"count\":0}"));
        assertThat(fetch()).containsEntry("state", "FAILED");
        assertThat(admin.get("/fetch/runs/" + last().get("id")).body()).contains("dit går Samsyn inte");
        assertThat(fetch()).containsEntry("state", "DONE");
        assertThat(samsyn.folder().resolve("tmp/imports")).isEmptyDirectory();
    }

    @Test
    void asksBeforeMuchIsWithdrawn() throws InterruptedException {
        start(ReplayServer.start());
        use("N00300", "N00302", "N00304", "N00306");
        fetch();
        long missing = count("measurement where state = 'missing'");
        List.of("N00300", "N00302", "N00304", "N00306").forEach(kolada::removeAllOf);
        assertThat(fetch()).containsEntry("state", "HELD");
        assertThat(count("measurement where state = 'missing'")).isEqualTo(missing);
        assertThat(admin.get("/fetch").body()).contains("väntar på besked", "Källan saknar", "Hämta och spara ändå");
        assertThat(fetch(Map.of("confirmed", "true"))).containsEntry("state", "DONE");
        assertThat(count("measurement where state <> 'missing'")).isZero();
        assertThat(count("measurement_revision")).isPositive();
    }

    @Test
    void fetchesTheFiguresOfSchoolsThatHaveACode() throws InterruptedException {
        start(ReplayServer.start());
        use("N00300");
        rename(samsyn.school(), "Gäddgårdsskolan", Map.of("kolada", "V15E198400101"));
        kolada.unit("V15E198400101", "1984", "N00300");
        assertThat(fetch()).containsEntry("state", "DONE");
        assertThat(kolada.asked()).anyMatch(path -> path.startsWith("/v3/oudata/kpi/N00300/ou/V15E198400101/year/"));
        assertThat(figure("N00300", "V15E198400101", 2024)).containsEntry("state", "exists");
        assertThat(admin.get("/fetch").body()).contains("En skola som har sin kod i Kolada");
    }

    @Test
    void saysWhichSchoolsKoladaHasThatWeDoNotKnowAs() throws InterruptedException {
        start(ReplayServer.start());
        rename(samsyn.app().organisation().units().root().orElseThrow(), "Sävsjö kommun", Map.of("kolada", "0684"));
        rename(samsyn.school(), "Vallsjöskolan", Map.of("kolada", "V15E068400701"));
        rename(samsyn.otherSchool(), "Hägneskolan", Map.of());
        assertThat(fetch()).containsEntry("state", "DONE").containsEntry("skipped", 6);
        assertThat(admin.get("/fetch/runs/" + last().get("id") + "?state=SKIPPED").body())
                .contains("Hägneskolan", "med koden V15E068400107. En enhet här heter likadant.")
                .contains("Stockaryds skola", "ingen enhet här har den koden")
                .doesNotContain("Vallsjöskolan");
        assertThat(samsyn.rows("select value from unit_identifier where value like 'V15E%'"))
                .containsExactly(Map.of("value", "V15E068400701"));
    }

    @Test
    void isCancelled() throws InterruptedException {
        start(ReplayServer.start());
        kolada.next(exchange -> false, kolada.silence());
        admin.post("/fetch/kolada/run", Map.of());
        await(() -> kolada.asked().size() == 2);
        Answer again = admin.post("/fetch/kolada/run", Map.of());
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).contains("Kolada hämtas redan.");
        assertThat(admin.get("/fetch/kolada", "HX-Request", "true").body()).contains("Hämtar kommuner och grupper.", "Avbryt");
        Answer cancelled = admin.post("/fetch/runs/" + last().get("id") + "/cancel", Map.of());
        assertThat(admin.follow(cancelled).body()).contains("Hämtningen avbryts.");
        await(() -> state().equals("CANCELLED"));
        assertThat(count("catalogue_indicator")).isZero();
    }

    @Test
    void doesNotGuessWhichMunicipalityItIs() throws InterruptedException {
        start(ReplayServer.start());
        Unit root = samsyn.app().organisation().units().root().orElseThrow();
        rename(root, "Storköpings kommun", Map.of());
        assertThat(fetch()).containsEntry("state", "FAILED");
        assertThat(admin.get("/fetch").body()).contains("Samsyn vet inte vilken kommun det här är.");
    }

    @Test
    void isDoneByNightWhenSomeoneSaysSo() throws InterruptedException {
        start(ReplayServer.start());
        assertThat(admin.get("/fetch").body()).contains("Hämtas bara när någon ber om det.");
        Answer on = admin.post("/fetch/kolada/nightly", Map.of("nightly", "true", "version", "0"));
        assertThat(admin.follow(on).body()).contains("Kolada hämtas varje natt.", "Ändrat av Admin Testsson");
        Answer stale = admin.post("/fetch/kolada/nightly", Map.of("nightly", "false", "version", "0"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.body()).contains("Någon annan ändrade just när Kolada hämtas.");
        assertThat(samsyn.rows("select state from entity_version where entity = 'fetch'"))
                .containsExactly(Map.of("state", "{\"nightly\":true}"));
        samsyn.clock().forward(Duration.ofDays(1));
        samsyn.app().jobs().runBy(new se.samsyn.core.job.JobId("fetch", "kolada"), samsyn.clock().instant());
        await(() -> count("fetch_run") == 1 && state().equals("DONE"));
        assertThat(last()).containsEntry("person_id", null);
        assertThat(samsyn.signIn("admin").get("/fetch").body()).contains("Nattens hämtning");
    }

    @Test
    void isForThoseAloneWhoMayImport() throws InterruptedException {
        start(ReplayServer.start());
        samsyn.user("utvecklare", Role.QUALITY_DEVELOPER, samsyn.municipality());
        samsyn.user("chef", Role.ADMINISTRATOR, samsyn.school());
        use("N00300");
        fetch();
        TestClient principal = samsyn.signIn("rektor", Role.PRINCIPAL);
        for (TestClient none : List.of(principal, samsyn.signIn("chef"))) {
            assertThat(none.get("/fetch").status()).isEqualTo(403);
            assertThat(none.get("/fetch/kolada").status()).isEqualTo(403);
            assertThat(none.get("/fetch/runs/1").status()).isEqualTo(403);
            assertThat(none.get("/fetch/kolada/runs").status()).isEqualTo(403);
            assertThat(none.post("/fetch/kolada/run", Map.of()).status()).isEqualTo(403);
            assertThat(none.post("/fetch/runs/1/cancel", Map.of()).status()).isEqualTo(403);
            assertThat(none.post("/fetch/kolada/nightly", Map.of("nightly", "true", "version", "0")).status()).isEqualTo(403);
        }
        assertThat(samsyn.client().get("/fetch").status()).isEqualTo(303);
        assertThat(admin.postWithoutToken("/fetch/kolada/run", Map.of()).status()).isEqualTo(403);
        assertThat(admin.get("/fetch/nothing").status()).isEqualTo(404);
        assertThat(admin.get("/fetch/runs/99").status()).isEqualTo(404);
        assertThat(admin.get("/fetch/kolada/runs").body()).contains("Hämtningar från Kolada");
        // One who may not change units gets figures all the same, of those who are there.
        TestClient developer = samsyn.signIn("utvecklare");
        long units = count("unit");
        kolada.revise(FIGURE, 3.25);
        developer.post("/fetch/kolada/run", Map.of());
        await(() -> count("fetch_run") == 2 && state().equals("DONE"));
        assertThat(count("unit")).isEqualTo(units);
        assertThat(figure("N00300", "0562", 2024)).containsEntry("value", 3.25);
    }

    @Test
    void isAskedForOverTheRestInterface() throws InterruptedException {
        start(ReplayServer.start());
        TestClient api = samsyn.api("admin");
        Answer asked = api.json("POST", "/api/v1/fetches", Map.of("source", "KOLADA"));
        assertThat(asked.status()).isEqualTo(201);
        String one = "/api/v1/fetches/" + asked.json().path("id").asString();
        await(() -> state().equals("DONE"));
        assertThat(api.get(one).json().path("counts").path("rejected").asInt()).isZero();
        assertThat(api.get("/api/v1/fetches?source=KOLADA").json().path("items").size()).isEqualTo(1);
        assertThat(api.get("/api/v1/fetches?source=SKOLVERKET").json().path("items").size()).isZero();
        assertThat(api.get(one + "/rows").json().path("items").valueStream().map(row -> row.path("what").asString()))
                .contains("Arboga");
        assertThat(api.json("POST", "/api/v1/fetches", Map.of("source", "SCB")).status()).isEqualTo(422);
        assertThat(api.json("PATCH", one, Map.of("state", "DONE")).status()).isEqualTo(200);
        assertThat(api.json("PATCH", one, Map.of("state", "RUNNING")).status()).isEqualTo(422);
        assertThat(api.json("PATCH", one, Map.of("state", "CANCELLED")).json().path("state").asString()).isEqualTo("DONE");

        String source = "/api/v1/fetch-sources/skolverket";
        assertThat(api.json("PATCH", source, Map.of("nightly", true)).status()).isEqualTo(428);
        assertThat(api.json("PATCH", source, Map.of("nightly", true), "If-Match", "0").json().path("version").asInt())
                .isEqualTo(1);
        assertThat(api.json("PATCH", source, Map.of("nightly", false), "If-Match", "0").status()).isEqualTo(412);
        assertThat(api.get(source).json().path("nightly").asBoolean()).isTrue();
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        TestClient none = samsyn.api("rektor");
        for (String path : List.of("/api/v1/fetches", one, one + "/rows", source)) {
            assertThat(none.get(path).status()).as(path).isEqualTo(403);
        }
        assertThat(none.json("POST", "/api/v1/fetches", Map.of("source", "KOLADA")).status()).isEqualTo(403);
        assertThat(none.json("PATCH", source, Map.of("nightly", false), "If-Match", "1").status()).isEqualTo(403);
    }
}
