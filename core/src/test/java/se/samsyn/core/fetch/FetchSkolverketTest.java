package se.samsyn.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitDetails;

/** Skolverket's statistics are fetched for the schools that have a code, from a server that answers what Skolverket has. */
class FetchSkolverketTest {

    private static final String SCHOOL = "10175276";

    private ReplayServer skolverket;
    private TestSamsyn samsyn;
    private TestClient admin;

    @BeforeEach
    void start() {
        skolverket = ReplayServer.start();
        samsyn = TestSamsyn.fetching(skolverket.settings());
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        admin = samsyn.signIn("admin");
    }

    @AfterEach
    void stop() {
        samsyn.close();
        skolverket.close();
    }

    private void code(Unit unit, String code) {
        samsyn.app().organisation().unitService().update(
                samsyn.system(), unit.id(), unit.version(), UnitDetails.of(unit).identifiedBy(Map.of("skolenhetskod", code)));
    }

    private Map<String, Object> fetch() throws InterruptedException {
        assertThat(admin.post("/fetch/skolverket/run", Map.of()).status()).isEqualTo(303);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (List.of("WAITING", "RUNNING").contains(last().get("state"))) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            Thread.sleep(20);
        }
        return last();
    }

    private Map<String, Object> last() {
        return samsyn.rows("select * from fetch_run order by id desc limit 1").get(0);
    }

    private List<Map<String, Object>> figure(String code, String period) {
        return samsyn.rows(("select m.value, m.state, m.revision from measurement m join indicator i on i.id = m.indicator_id"
                        + " where i.code = '%s' and m.period = '%s'").formatted(code, period));
    }

    private static String statistics(String... teachers) {
        return "{\"status\":\"OK\",\"message\":\"Success\",\"body\":{\"schoolUnit\":\"" + SCHOOL
                + "\",\"certifiedTeachersQuota\":[" + String.join(",", teachers) + "]}}";
    }

    private static String value(String value, String period) {
        return "{\"value\":\"%s\",\"valueType\":\"EXISTS\",\"timePeriod\":\"%s\"}".formatted(value, period);
    }

    @Test
    void takesInWhatThereIsOfEachSchool() throws InterruptedException {
        code(samsyn.school(), SCHOOL);
        code(samsyn.otherSchool(), "99999999");
        skolverket.next(ReplayServer.status(500, "Retry-After", "0"));
        assertThat(fetch()).containsEntry("state", "DONE").containsEntry("skipped", 1).containsEntry("requests", 3);
        assertThat(admin.get("/fetch/runs/1").body()).contains("Skolverket har ingen statistik för grundskolan");
        assertThat(skolverket.asked())
                .contains("/planned-educations/v4/school-units/" + SCHOOL + "/statistics/gr");
        assertThat(skolverket.header("Accept")).isEqualTo("application/vnd.skolverket.plannededucations.api.v4.hal+json");
        assertThat(figure("certifiedTeachersQuota", "2025/26"))
                .containsExactly(Map.of("value", 56.9, "state", "exists", "revision", 1));
        assertThat(figure("specialTeacherPositions", "2025/26").get(0)).containsEntry("state", "suppressed");
        assertThat(figure("totalNumberOfPupils", "2025/26").get(0)).containsEntry("state", "rounded");
        assertThat(admin.get("/fetch").body()).contains("Hämtades senast 12 oktober 2026 kl. 10.00.");
        assertThat(fetch()).containsEntry("created", 0).containsEntry("changed", 0).containsEntry("withdrawn", 0);
    }

    @Test
    void keepsYearsThatAreTooOldToBeGivenAndRecallsTheOthers() throws InterruptedException {
        code(samsyn.school(), SCHOOL);
        skolverket.statistics(statistics(
                value("50,0", "2025/26"), value("51,0", "2024/25"), value("52,0", "2023/24"), value("53,0", "2022/23")));
        assertThat(fetch()).containsEntry("created", 4);
        skolverket.statistics(statistics(value("51,5", "2024/25"), value("53,0", "2022/23")));
        assertThat(fetch()).containsEntry("changed", 1).containsEntry("withdrawn", 2);
        assertThat(figure("certifiedTeachersQuota", "2025/26").get(0)).containsEntry("state", "missing");
        skolverket.statistics(statistics(value("49,0", "2025/26"), value("51,5", "2024/25")));
        assertThat(fetch()).containsEntry("changed", 1).containsEntry("withdrawn", 0);
        assertThat(figure("certifiedTeachersQuota", "2022/23").get(0)).containsEntry("value", 53.0);
        assertThat(figure("certifiedTeachersQuota", "2025/26").get(0)).containsEntry("value", 49.0).containsEntry("revision", 3);
    }

    @Test
    void isNotComparedAnewForWhatItDoesNotHangOn() {
        long before = samsyn.app().changes().latest();
        samsyn.person("nyanstalld");
        assertThat(samsyn.app().changes().latest()).isGreaterThan(before);
        assertThat(samsyn.app().changes().changedSince(before, List.of("unit", "indicator"))).isFalse();
        code(samsyn.school(), SCHOOL);
        assertThat(samsyn.app().changes().changedSince(before, List.of("unit", "indicator"))).isTrue();
        assertThat(samsyn.app().changes().changedSince(before, List.of("indicator"))).isFalse();
    }

    @Test
    void saysWhyThereIsNothing() throws InterruptedException {
        assertThat(fetch()).containsEntry("state", "FAILED");
        assertThat(admin.get("/fetch").body()).contains("Ingen grundskola har sin skolenhetskod ifylld");
        code(samsyn.school(), SCHOOL);
        skolverket.withoutStatistics(SCHOOL);
        assertThat(fetch()).containsEntry("state", "FAILED");
        assertThat(admin.get("/fetch").body())
                .contains("Kontrollera adressen i inställningarna.", "href=\"/imports/new/skolverket-unit-statistics\"");
    }
}
