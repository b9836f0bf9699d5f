package se.samsyn.core.imports.format;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.imports.file.Place;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.web.Rejection;

/** What Skolverket's files have in common: school units by their code, some of which we lack. */
final class SchoolUnits {

    private static final String MUNICIPAL = "Kommunal";

    private final ImportOptions options;
    private final Known known;
    private final Rows rows;

    SchoolUnits(ImportOptions options, Known known, Rows rows) {
        this.options = options;
        this.known = known;
        this.rows = rows;
    }

    static String ref(String code) {
        return "skolenhetskod:" + code;
    }

    static boolean isCode(String text) {
        return text.matches("\\d{8}");
    }

    /** Schools that the municipality runs are ours; the rest are run by someone else. */
    static Unit.Standing standing(String organiserType) {
        return organiserType.equals(MUNICIPAL) ? Unit.Standing.OWN : Unit.Standing.INDEPENDENT;
    }

    static Item.UnitItem unit(
            String code, String name, Unit.Standing standing, Map<String, String> identifiers, Item.Authority authority) {
        Map<String, String> all = new java.util.TreeMap<>(identifiers);
        all.put("skolenhetskod", code);
        return new Item.UnitItem(
                ref(code), standing, UnitKind.COMPULSORY_SCHOOL, name, null, all, null, null, null, authority);
    }

    /**
     * The school year that the person chose or the file tells of.
     *
     * @throws Rejection when it is none
     */
    static String schoolYear(@Nullable String text) {
        return Period.parse(text)
                .filter(period -> period.kind() == Period.Kind.SCHOOL_YEAR)
                .orElseThrow(() -> Rejection.of("period", "imports.error.schoolyear"))
                .text();
    }

    /** A figure as Skolverket prints it, of a count or a share; what cannot be one is rejected. */
    static void figure(Rows rows, Place place, String what, String indicator, String code, String period, String text) {
        PublishedValue.parse(text)
                .filter(value -> value.state() != State.EXISTS || value.value() >= 0)
                .ifPresentOrElse(
                        value -> rows.item(
                                place,
                                what,
                                Item.FigureItem.outcome(
                                        SkolverketIndicators.ref(indicator),
                                        ref(code),
                                        period,
                                        value,
                                        SkolverketIndicators.SOURCE)),
                        () -> rows.reject(place, what, "imports.reason.number", text));
    }

    /**
     * The unit's name when its figures are wanted: it is there already, or the person chose to create it. Else it is
     * offered and its row skipped.
     *
     * @param ours whether the file says that the school is in our municipality
     */
    Optional<String> wanted(
            Place place, String code, @Nullable String name, Unit.Standing standing, boolean ours, int figures) {
        Optional<String> there = known.unitName(ref(code));
        if (there.isPresent()) {
            return there;
        }
        String typed = options.create().get(code);
        if (typed != null || ours && options.createOurs()) {
            String chosen = typed != null && !typed.isBlank() ? typed : name != null ? name : code;
            rows.item(place, chosen, unit(code, chosen, standing, Map.of(), Item.Authority.IDENTIFIERS));
            return Optional.of(chosen);
        }
        String what = name == null ? code : name + " (" + code + ")";
        rows.offer(new Rows.Offer(code, name, standing, ours));
        rows.skip(place, what, ours ? "imports.reason.lacking" : "imports.reason.unknownschool", figures);
        return Optional.empty();
    }
}
