package se.samsyn.distribution.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.samsyn.core.Samsyn;
import se.samsyn.core.database.Times;
import se.samsyn.core.settings.MailSettings;
import se.samsyn.core.settings.Settings;

class DemoMunicipalityIT {

    @TempDir
    Path folder;

    private final Clock november = clock("2026-11-23T10:00:00Z");

    @Test
    void looksLivedIn() {
        DemoMunicipality.fill(settings("a"), november);
        try (Samsyn samsyn = Samsyn.open(settings("a"), november)) {
            assertThat(count(samsyn, "unit where standing = 'OWN'")).isBetween(44, 48);
            assertThat(count(samsyn, "person")).isEqualTo(DemoPeople.COUNT);
            assertThat(count(samsyn, "plan")).isEqualTo(3 * 41);
            assertThat(count(samsyn, "cycle where state = 'CLOSED'")).isEqualTo(4);
            assertThat(count(samsyn, "cycle where state = 'OPEN'")).isEqualTo(1);
            assertThat(count(samsyn, "measurement where state = 'suppressed'")).isPositive();
            assertThat(count(samsyn, "measurement where source = 'Kolada'")).isEqualTo(20);
            assertThat(count(samsyn, "change where at > '2026-11-24'")).isZero();
            assertThat(count(samsyn, "p_meetings_series")).isEqualTo(3);
            assertThat(count(samsyn, "p_meetings_meeting where state = 'ATTESTED'")).isEqualTo(2);
            assertThat(count(samsyn, "p_meetings_meeting where state = 'HELD'")).isEqualTo(2);
            assertThat(count(samsyn, "p_meetings_meeting where state = 'PLANNED'")).isEqualTo(5);
            assertThat(count(samsyn, "p_meetings_decision")).isEqualTo(4);
            assertThat(count(samsyn, "p_meetings_action")).isEqualTo(7);
            assertThat(count(samsyn, "p_meetings_action where activity_id is null")).isZero();
            assertThat(count(samsyn, "p_meetings_item where carried_from is not null")).isEqualTo(2);
            assertThat(count(samsyn, "p_school_quality_round where state = 'LOCKED'")).isEqualTo(2);
            assertThat(count(samsyn, "p_meetings_note where text like '%Mål: %bedömt VT2026%'")).isEqualTo(2);
            List<Double> strengths = levels(samsyn, "Enhetens styrkor");
            List<Double> challenges = levels(samsyn, "Enhetens utmaningar");
            assertThat(strengths).hasSizeGreaterThan(1);
            assertThat(challenges).hasSizeGreaterThan(1).allMatch(level -> level < Collections.min(strengths));
        }
    }

    /** Of the areas of the school's self-assessment that stand in what a dialogue began with at the item. */
    private static List<Double> levels(Samsyn samsyn, String item) {
        String notes = samsyn.database().jdbi().withHandle(handle -> handle.createQuery(
                        "select n.text from p_meetings_note n join p_meetings_item i on i.id = n.item_id where i.title = :item")
                .bind("item", item)
                .mapTo(String.class)
                .list()
                .toString());
        return Pattern.compile("Självskattning 2025/26: .+, (\\d,\\d) av 4").matcher(notes).results()
                .map(found -> Double.valueOf(found.group(1).replace(',', '.')))
                .toList();
    }

    @Test
    void isTheSameEachTime() {
        DemoMunicipality.fill(settings("a"), november);
        DemoMunicipality.fill(settings("b"), november);
        String versions = "select entity, entity_id, version, state from entity_version order by entity, entity_id, version";
        assertThat(rows("a", versions)).isEqualTo(rows("b", versions));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-07-15T10:00:00Z", "2027-01-02T10:00:00Z"})
    void canBeMadeOnAnyDay(String day) {
        DemoMunicipality.fill(settings("a"), clock(day));
        String latest = Times.text(Instant.parse(day));
        assertThat(rows("a", "select max(at) as latest from change"))
                .allSatisfy(row -> assertThat((String) row.get("latest")).isLessThan(latest));
    }

    private List<Map<String, Object>> rows(String name, String sql) {
        try (Samsyn samsyn = Samsyn.open(settings(name), november)) {
            return samsyn.database().jdbi().withHandle(handle -> handle.createQuery(sql).mapToMap().list());
        }
    }

    private static int count(Samsyn samsyn, String what) {
        return samsyn.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from " + what)
                        .mapTo(Integer.class)
                        .one());
    }

    private static Clock clock(String instant) {
        return Clock.fixed(Instant.parse(instant), Times.ZONE);
    }

    private Settings settings(String name) {
        return new Settings(
                folder.resolve(name), "127.0.0.1", 0, false, false, null, false, Settings.MetricsFrom.LOOPBACK, false, false, null,
                MailSettings.NONE);
    }
}
