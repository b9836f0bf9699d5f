package se.samsyn.core.calendar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where on the wheel things are drawn. Each ring has lanes, as many as what goes on at once needs. Where there is no room for
 * that, what is on the ring is drawn as dots on the days that it ends; dots that would lie over each other are gathered.
 */
final class WheelLayout {

    static final double OUTER = 276;
    static final double INNER = 92;
    private static final double RING_GAP = 8;
    private static final double LANE_GAP = 2;
    private static final double THICKEST = 52;
    private static final int MOST_LANES = 7;

    /** What a finger can hit. */
    private static final double NARROWEST = 26;

    private WheelLayout() {}

    /** A ring between two radii. */
    record Ring(double inner, double outer, List<Piece> pieces) {}

    /**
     * Something drawn on a ring.
     *
     * @param from days after the beginning of the year
     * @param to days after the beginning of the year; more than {@code from}
     * @param dot whether it is drawn as a dot in the middle, not as long as it is
     * @param dates what it stands for, by time
     */
    record Piece(double from, double to, double inner, double outer, boolean dot, List<CalendarDate> dates) {

        double middle() {
            return (from + to) / 2;
        }

        double radius() {
            return (inner + outer) / 2;
        }

        /** Of a dot, so that it is within the ring and within its days. */
        double dotRadius(int days) {
            double within = radius() * Math.sin(Math.PI * (to - from) / days);
            return Math.min(Math.min((outer - inner) / 2, NARROWEST / 2), within);
        }
    }

    /** A stretch of days that something needs of a lane. */
    private record Stretch(double from, double to, boolean dot, List<CalendarDate> dates) {

        double middle() {
            return (from + to) / 2;
        }

        List<CalendarDate> datesWith(Stretch other) {
            return Stream.concat(dates.stream(), other.dates.stream()).sorted(PersonalCalendar.BY_TIME).toList();
        }
    }

    /** The rings from the outermost, each with at least one date. */
    static List<Ring> of(WheelYear year, List<List<CalendarDate>> rings) {
        List<List<Stretch>> stretches = new ArrayList<>();
        double[] narrowest = new double[rings.size()];
        for (int i = 0; i < rings.size(); i++) {
            double radius = OUTER - (i + 0.5) * (OUTER - INNER) / rings.size();
            narrowest[i] = NARROWEST / (2 * Math.PI * radius / year.days());
            stretches.add(stretches(year, rings.get(i), narrowest[i]));
        }
        int[] lanes = lanes(stretches);
        for (int i = 0; i < lanes.length; i++) {
            if (placed(stretches.get(i)).size() > lanes[i]) {
                stretches.set(i, ends(year, rings.get(i), narrowest[i]));
                lanes[i] = 1;
            }
        }
        int laneCount = IntStream.of(lanes).sum();
        double gaps = RING_GAP * (lanes.length - 1) + LANE_GAP * (laneCount - lanes.length);
        double thickness = Math.min(THICKEST, (OUTER - INNER - gaps) / laneCount);
        List<Ring> drawn = new ArrayList<>();
        double outer = OUTER;
        for (int i = 0; i < lanes.length; i++) {
            Ring ring = ring(placed(stretches.get(i)), outer, thickness);
            drawn.add(ring);
            outer = ring.inner() - RING_GAP;
        }
        return drawn;
    }

    private static List<Stretch> stretches(WheelYear year, List<CalendarDate> dates, double narrowest) {
        List<Stretch> all = new ArrayList<>();
        List<Stretch> dots = new ArrayList<>();
        for (CalendarDate date : dates) {
            double from = Math.max(0, year.before(date.firstDay()));
            double to = Math.min(year.days(), year.before(date.lastDay()) + 1);
            if (to - from >= narrowest) {
                all.add(new Stretch(from, to, false, List.of(date)));
            } else {
                dots.add(dot((from + to) / 2, narrowest, year.days(), List.of(date)));
            }
        }
        all.addAll(gathered(dots, narrowest, year.days()));
        all.sort(Comparator.comparingDouble(Stretch::from).thenComparingDouble(Stretch::to));
        return all;
    }

    /** Each as a dot where it ends; where it begins when it ends in a later year. */
    private static List<Stretch> ends(WheelYear year, List<CalendarDate> dates, double narrowest) {
        List<Stretch> dots = new ArrayList<>();
        for (CalendarDate date : dates) {
            boolean begins = !year.contains(date.lastDay()) && year.contains(date.firstDay());
            double middle = year.before(begins ? date.firstDay() : date.lastDay()) + 0.5;
            dots.add(dot(middle, narrowest, year.days(), List.of(date)));
        }
        return gathered(dots, narrowest, year.days());
    }

    private static Stretch dot(double middle, double width, int days, List<CalendarDate> dates) {
        double from = Math.max(0, Math.min(days - width, middle - width / 2));
        return new Stretch(from, from + width, true, dates);
    }

    /** Dots that would lie over each other become one in the middle of them. */
    private static List<Stretch> gathered(List<Stretch> dots, double width, int days) {
        List<Stretch> apart = new ArrayList<>();
        for (Stretch dot : dots.stream().sorted(Comparator.comparingDouble(Stretch::from)).toList()) {
            Stretch last = dot;
            while (!apart.isEmpty() && last.from() < apart.get(apart.size() - 1).to()) {
                Stretch before = apart.remove(apart.size() - 1);
                int count = before.dates().size() + last.dates().size();
                double middle =
                        (before.middle() * before.dates().size() + last.middle() * last.dates().size()) / count;
                last = dot(middle, width, days, before.datesWith(last));
            }
            apart.add(last);
        }
        return apart;
    }

    /** How many lanes each ring gets: what it needs as far as there is room, for those that need least first; else one. */
    private static int[] lanes(List<List<Stretch>> rings) {
        int[] needed = rings.stream().mapToInt(ring -> placed(ring).size()).toArray();
        int[] lanes = IntStream.range(0, needed.length).map(i -> 1).toArray();
        int left = MOST_LANES - lanes.length;
        for (int i : IntStream.range(0, lanes.length)
                .boxed()
                .sorted(Comparator.comparingInt(ring -> needed[ring]))
                .toList()) {
            if (needed[i] - 1 <= left) {
                lanes[i] = needed[i];
                left -= needed[i] - 1;
            }
        }
        return lanes;
    }

    /** The stretches in as few lanes as they go into without lying over each other. */
    private static List<List<Stretch>> placed(List<Stretch> stretches) {
        List<List<Stretch>> lanes = new ArrayList<>();
        for (Stretch stretch : stretches) {
            lanes.stream()
                    .filter(lane -> lane.get(lane.size() - 1).to() <= stretch.from())
                    .findFirst()
                    .ifPresentOrElse(lane -> lane.add(stretch), () -> lanes.add(new ArrayList<>(List.of(stretch))));
        }
        return lanes;
    }

    private static Ring ring(List<List<Stretch>> lanes, double outer, double thickness) {
        List<Piece> pieces = new ArrayList<>();
        double edge = outer;
        double inner = outer;
        for (List<Stretch> lane : lanes) {
            double top = edge;
            inner = top - thickness;
            for (Stretch stretch : lane) {
                pieces.add(new Piece(stretch.from(), stretch.to(), inner, top, stretch.dot(), stretch.dates()));
            }
            edge = inner - LANE_GAP;
        }
        pieces.sort(Comparator.comparingDouble(Piece::from).thenComparingDouble(piece -> -piece.outer()));
        return new Ring(inner, outer, List.copyOf(pieces));
    }
}
