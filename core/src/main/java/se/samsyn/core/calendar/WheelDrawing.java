package se.samsyn.core.calendar;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;

/**
 * The wheel as figures of SVG in a square with the sides {@link #SIDE}: the year begins at the top and goes clockwise.
 *
 * @param spokes where months meet
 * @param today the line of today; null in another year
 */
record WheelDrawing(List<Month> months, List<Ring> rings, List<Line> spokes, @Nullable Line today) {

    static final int SIDE = 640;
    private static final double CENTRE = SIDE / 2.0;
    private static final double MONTHS_INNER = 284;
    private static final double MONTHS_OUTER = 317;
    private static final int MOST_NAMED = 6;

    /** How wide a letter of a label is on average, and what is left free at its ends. */
    private static final double LETTER = 7.6;

    private static final double MARGIN = 10;
    private static final int SHORTEST_LABEL = 6;
    private static final double THINNEST_WITH_LABEL = 19;

    /** From the middle outwards. */
    public record Line(String x1, String y1, String x2, String y2) {}

    /** A month at the edge. */
    public record Month(String name, String path, String curve, boolean current) {}

    /**
     * A ring.
     *
     * @param radius of the middle of its band
     */
    public record Ring(String name, String radius, String thickness, List<Piece> pieces) {}

    /**
     * Something on a ring, drawn as an arc or a dot.
     *
     * @param title in words, with its days
     * @param path of the arc; empty for a dot
     * @param label what is written on it; empty when there is no room
     * @param curve that the label is written along
     */
    public record Piece(
            String href,
            String title,
            boolean cancelled,
            String path,
            String x,
            String y,
            String radius,
            String label,
            String curve) {}

    /**
     * @param anchor the address of the place in the list that has the date
     */
    static WheelDrawing of(
            Request request,
            WheelYear year,
            LocalDate today,
            List<WheelRings.Ring> rings,
            Function<CalendarDate, String> anchor) {
        int days = year.days();
        List<WheelLayout.Ring> layout =
                WheelLayout.of(year, rings.stream().map(WheelRings.Ring::dates).toList());
        List<Ring> drawn = new ArrayList<>();
        for (int i = 0; i < layout.size(); i++) {
            WheelLayout.Ring ring = layout.get(i);
            String name = rings.get(i).name();
            drawn.add(new Ring(
                    name,
                    number((ring.inner() + ring.outer()) / 2),
                    number(ring.outer() - ring.inner()),
                    ring.pieces().stream()
                            .map(piece -> piece(request, name, piece, days, anchor))
                            .toList()));
        }
        List<Line> spokes = year.months().stream()
                .map(month -> line(year.before(month.atDay(1)), days, WheelLayout.INNER, WheelLayout.OUTER))
                .toList();
        Line now = year.contains(today)
                ? line(year.before(today) + 0.5, days, WheelLayout.INNER - 10, MONTHS_INNER)
                : null;
        return new WheelDrawing(months(year, today, request.locale()), drawn, spokes, now);
    }

    private static List<Month> months(WheelYear year, LocalDate today, Locale locale) {
        DateTimeFormatter name = DateTimeFormatter.ofPattern("LLL", locale);
        List<Month> months = new ArrayList<>();
        for (YearMonth month : year.months()) {
            double from = year.before(month.atDay(1));
            double to = from + month.lengthOfMonth();
            months.add(new Month(
                    name.format(month).replace(".", ""),
                    arc(from, to, year.days(), MONTHS_INNER, MONTHS_OUTER),
                    curve(from, to, year.days(), (MONTHS_INNER + MONTHS_OUTER) / 2),
                    month.equals(YearMonth.from(today))));
        }
        return months;
    }

    private static Piece piece(
            Request request,
            String ring,
            WheelLayout.Piece piece,
            int days,
            Function<CalendarDate, String> anchor) {
        List<CalendarDate> dates = piece.dates();
        CalendarDate first = dates.get(0);
        boolean one = dates.size() == 1;
        double angle = angle(piece.middle(), days);
        String title = one
                ? words(request, first) + " (" + ring + ")"
                : request.text("calendar.wheel.gathered", dates.size(), ring) + ": " + named(request, dates);
        String count = one ? "" : Integer.toString(dates.size());
        return new Piece(
                one ? first.href() : anchor.apply(first),
                title,
                dates.stream().allMatch(CalendarDate::cancelled),
                piece.dot() ? "" : arc(piece.from(), piece.to(), days, piece.inner(), piece.outer()),
                number(x(angle, piece.radius())),
                number(y(angle, piece.radius())),
                number(piece.dotRadius(days)),
                piece.dot() ? count : fitting(first.title(), piece, days),
                piece.dot() ? "" : curve(piece.from(), piece.to(), days, piece.radius()));
    }

    private static String named(Request request, List<CalendarDate> dates) {
        String named = dates.stream().limit(MOST_NAMED).map(date -> words(request, date)).collect(Collectors.joining("; "));
        return dates.size() > MOST_NAMED ? named + " …" : named;
    }

    private static String words(Request request, CalendarDate date) {
        String words = date.title() + ", " + date.days(request.locale());
        return date.cancelled() ? words + ", " + request.text("calendar.cancelled").toLowerCase(request.locale()) : words;
    }

    /** As much of the label as there is room for along the middle of the piece. */
    private static String fitting(String label, WheelLayout.Piece piece, int days) {
        double length = (angle(piece.to(), days) - angle(piece.from(), days)) * piece.radius() - MARGIN;
        int letters = (int) (length / LETTER);
        if (piece.outer() - piece.inner() < THINNEST_WITH_LABEL) {
            return "";
        }
        if (label.length() <= letters) {
            return label;
        }
        return letters < SHORTEST_LABEL ? "" : label.substring(0, letters - 1).strip() + "…";
    }

    private static Line line(double day, int days, double inner, double outer) {
        double angle = angle(day, days);
        return new Line(
                number(x(angle, inner)), number(y(angle, inner)), number(x(angle, outer)), number(y(angle, outer)));
    }

    /** A piece of a band. One that goes all the way round is left open by a hair, since an arc to where it begins is none. */
    static String arc(double from, double to, int days, double inner, double outer) {
        double begin = angle(from, days);
        double end = angle(Math.min(to, from + days - 0.01), days);
        int large = end - begin > Math.PI ? 1 : 0;
        return "M" + point(begin, outer)
                + "A" + number(outer) + " " + number(outer) + " 0 " + large + " 1 " + point(end, outer)
                + "L" + point(end, inner)
                + "A" + number(inner) + " " + number(inner) + " 0 " + large + " 0 " + point(begin, inner) + "Z";
    }

    /** What text is written along, so that it is never upside down. */
    private static String curve(double from, double to, int days, double radius) {
        double begin = angle(from, days);
        double end = angle(Math.min(to, from + days - 0.01), days);
        int large = end - begin > Math.PI ? 1 : 0;
        boolean below = Math.cos((begin + end) / 2) < 0;
        return below
                ? "M" + point(end, radius) + "A" + number(radius) + " " + number(radius) + " 0 " + large + " 0 " + point(begin, radius)
                : "M" + point(begin, radius) + "A" + number(radius) + " " + number(radius) + " 0 " + large + " 1 " + point(end, radius);
    }

    private static double angle(double day, int days) {
        return 2 * Math.PI * day / days;
    }

    private static double x(double angle, double radius) {
        return CENTRE + radius * Math.sin(angle);
    }

    private static double y(double angle, double radius) {
        return CENTRE - radius * Math.cos(angle);
    }

    private static String point(double angle, double radius) {
        return number(x(angle, radius)) + " " + number(y(angle, radius));
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
