package se.samsyn.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where things are drawn on the wheel. */
class WheelLayoutTest {

    private static final WheelYear YEAR = new WheelYear(2026, true);

    private static CalendarDate date(String title, LocalDate first, LocalDate last) {
        return CalendarDate.onDays("test", title, 0, title, "", first, last, "/x");
    }

    private static CalendarDate date(String title, String first, String last) {
        return date(title, LocalDate.parse(first), LocalDate.parse(last));
    }

    @ParameterizedTest
    @CsvSource({"2026/27,365", "2027/28,366", "2028,366", "2026,365", "2000,366"})
    void aYearHasItsDays(String text, int days) {
        WheelYear year = WheelYear.parse(text).orElseThrow();

        assertThat(year.text()).isEqualTo(text);
        assertThat(year.days()).isEqualTo(days);
        assertThat(year.months()).hasSize(12);
        assertThat(year.months().stream().mapToInt(month -> month.lengthOfMonth()).sum()).isEqualTo(days);
        assertThat(year.before(year.from())).isZero();
        assertThat(year.before(year.to())).isEqualTo(days - 1);
        assertThat(WheelYear.of(year.from(), year.school())).isEqualTo(year);
        assertThat(WheelYear.of(year.to(), year.school())).isEqualTo(year);
        assertThat(year.plus(1).flatMap(next -> next.plus(-1))).contains(year);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026/28", "2026/26", "1999", "2099", "99999", "2026-T1", "HT2026", "2026/27 ", "٢٠٢٦"})
    void anythingElseIsNoYear(String text) {
        assertThat(WheelYear.parse(text)).isEmpty();
    }

    @Test
    void theOtherKindOfYearIsTheOneThatTodayIsIn() {
        LocalDate today = LocalDate.of(2027, 2, 3);
        assertThat(YEAR.other(today).text()).isEqualTo("2027");
        assertThat(YEAR.other(today).other(today)).isEqualTo(YEAR);
        assertThat(YEAR.other(LocalDate.of(2030, 1, 1)).text()).isEqualTo("2026");
    }

    @Test
    void whatGoesOnAtOnceLiesInLanesOfItsRing() {
        WheelLayout.Ring ring = WheelLayout.of(YEAR, List.of(List.of(
                        date("hela", "2026-07-01", "2027-06-30"),
                        date("höst", "2026-08-15", "2026-12-20"),
                        date("vår", "2027-01-10", "2027-06-10"))))
                .get(0);

        assertThat(ring.pieces()).extracting(piece -> piece.dates().get(0).title()).containsExactly("hela", "höst", "vår");
        assertThat(ring.pieces()).noneMatch(WheelLayout.Piece::dot);
        assertThat(ring.pieces().get(0)).satisfies(piece -> {
            assertThat(piece.from()).isZero();
            assertThat(piece.to()).isEqualTo(365);
        });
        assertThat(ring.pieces().get(1).outer()).isLessThan(ring.pieces().get(0).inner());
        assertThat(ring.pieces().get(2).outer()).isEqualTo(ring.pieces().get(1).outer());
    }

    @Test
    void whatReachesOutsideTheYearIsCutAtItsEnds() {
        WheelLayout.Piece piece = WheelLayout.of(YEAR, List.of(List.of(date("budget", "2026-01-01", "2026-12-31"))))
                .get(0).pieces().get(0);

        assertThat(piece.from()).isZero();
        assertThat(piece.to()).isEqualTo(184);
    }

    @Test
    void manyAtOnceAreGatheredAndNoneIsLost() {
        List<CalendarDate> sameDay =
                IntStream.range(0, 40).mapToObj(i -> date("m" + i, "2026-10-05", "2026-10-05")).toList();
        List<WheelLayout.Piece> pieces = WheelLayout.of(YEAR, List.of(sameDay)).get(0).pieces();

        assertThat(pieces).hasSize(1);
        assertThat(pieces.get(0).dates()).hasSize(40);
        assertThat(pieces.get(0).middle()).isCloseTo(YEAR.before(LocalDate.of(2026, 10, 5)) + 0.5, within(0.01));
    }

    @Test
    void moreAtOnceThanThereIsRoomForAreDotsWhereTheyEnd() {
        List<CalendarDate> long12 = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> date("a" + i, "2026-08-01", "2027-%02d-15".formatted(1 + i % 5)))
                .toList();
        List<WheelLayout.Piece> pieces = WheelLayout.of(YEAR, List.of(long12)).get(0).pieces();

        assertThat(pieces).hasSize(5).allMatch(WheelLayout.Piece::dot);
        assertThat(pieces.stream().mapToInt(piece -> piece.dates().size()).sum()).isEqualTo(12);
        assertThat(pieces.get(0).middle()).isCloseTo(YEAR.before(LocalDate.of(2027, 1, 15)) + 0.5, within(0.01));
    }

    /** Whatever there is: within its ring, within the year, over nothing else, and all of it there. */
    @Test
    void nothingLiesOverAnything() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            WheelYear year = new WheelYear(2023 + random.nextInt(6), random.nextBoolean());
            List<List<CalendarDate>> rings = new ArrayList<>();
            for (int ring = 0; ring <= random.nextInt(WheelPages.MOST_RINGS); ring++) {
                rings.add(random(random, year, 1 + random.nextInt(60)));
            }

            List<WheelLayout.Ring> drawn = WheelLayout.of(year, rings);

            assertThat(drawn).as("seed %d", seed).hasSameSizeAs(rings);
            double outside = WheelLayout.OUTER;
            for (int i = 0; i < drawn.size(); i++) {
                WheelLayout.Ring ring = drawn.get(i);
                assertThat(ring.outer()).as("seed %d", seed).isLessThanOrEqualTo(outside + 1e-6);
                assertThat(ring.inner()).as("seed %d", seed).isGreaterThanOrEqualTo(WheelLayout.INNER - 1e-6);
                outside = ring.inner();
                assertThat(ring.pieces().stream().flatMap(piece -> piece.dates().stream()))
                        .as("seed %d", seed)
                        .containsExactlyInAnyOrderElementsOf(rings.get(i));
                assertApart(seed, year, ring);
            }
        }
    }

    private static List<CalendarDate> random(Random random, WheelYear year, int count) {
        List<CalendarDate> dates = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LocalDate first = year.from().plusDays(random.nextInt(year.days()));
            dates.add(date("d" + i, first.minusDays(random.nextInt(40) == 0 ? 300 : 0), first.plusDays(
                    random.nextInt(3) > 0 ? 0 : random.nextInt(200))));
        }
        return dates;
    }

    private static void assertApart(int seed, WheelYear year, WheelLayout.Ring ring) {
        for (int a = 0; a < ring.pieces().size(); a++) {
            WheelLayout.Piece one = ring.pieces().get(a);
            assertThat(one.outer()).isLessThanOrEqualTo(ring.outer() + 1e-6).isGreaterThan(one.inner());
            assertThat(one.inner()).isGreaterThanOrEqualTo(ring.inner() - 1e-6);
            assertThat(one.from()).isBetween(-1e-6, one.to());
            assertThat(one.to()).isLessThanOrEqualTo(year.days() + 1e-6);
            if (one.dot()) {
                assertThat(one.dotRadius(year.days()))
                        .isPositive()
                        .isLessThanOrEqualTo((one.outer() - one.inner()) / 2)
                        .isLessThanOrEqualTo(one.radius() * Math.sin(Math.PI * (one.to() - one.from()) / year.days()) + 1e-6);
            }
            for (int b = a + 1; b < ring.pieces().size(); b++) {
                WheelLayout.Piece other = ring.pieces().get(b);
                boolean sameDays = one.from() < other.to() - 1e-6 && other.from() < one.to() - 1e-6;
                boolean sameLane = one.inner() < other.outer() - 1e-6 && other.inner() < one.outer() - 1e-6;
                assertThat(sameDays && sameLane).as("seed %d: %s over %s", seed, one, other).isFalse();
            }
        }
    }

    @Test
    void anArcGoesFromItsFirstDayToItsLastAlsoAllTheWayRound() {
        assertThat(WheelDrawing.arc(0, 91.25, 365, 100, 200))
                .isEqualTo("M320.00 120.00A200.00 200.00 0 0 1 520.00 320.00L420.00 320.00A100.00 100.00 0 0 0 320.00 220.00Z");
        assertThat(WheelDrawing.arc(0, 366, 366, 100, 200)).contains("0 1 1 ").doesNotContain("NaN").startsWith("M320.00 120.00");
        assertThat(WheelDrawing.arc(0, 366, 366, 100, 200)).doesNotContain("1 320.00 120.00L");
    }
}
