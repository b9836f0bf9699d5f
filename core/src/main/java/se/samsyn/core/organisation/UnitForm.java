package se.samsyn.core.organisation;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.Ids;
import se.samsyn.core.organisation.Unit.Standing;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.Rejection;

/** Reads what was typed about a unit, and shows what is kept of one. */
final class UnitForm {

    /** The identifiers that the form always asks for. */
    static final List<String> SCHEMES = List.of("skolenhetskod", "kolada", "organisationsnummer");

    private static final String IDENTIFIER = "identifier.";

    private UnitForm() {}

    static Form empty(@Nullable Long parentId) {
        Map<String, Object> values = new HashMap<>();
        values.put("parentId", parentId);
        values.put("standing", Standing.OWN);
        return Form.of(values);
    }

    static Form of(Unit unit) {
        Map<String, Object> values = new HashMap<>();
        values.put("name", unit.name());
        values.put("kind", unit.kind());
        values.put("standing", unit.standing());
        values.put("parentId", unit.parentId());
        values.put("validFrom", unit.validFrom());
        values.put("validTo", unit.validTo());
        values.put("version", unit.version());
        unit.identifiers().forEach((scheme, value) -> values.put(IDENTIFIER + scheme, value));
        return Form.of(values);
    }

    /**
     * The details that were typed.
     *
     * @param kept the identifiers that the unit has; those that the form did not ask for stay
     */
    static UnitDetails details(Form form, Map<String, String> kept) {
        Rejection.Check check = new Rejection.Check();
        Standing standing = choice(Standing.values(), form.value("standing"));
        UnitKind kind = choice(UnitKind.values(), form.value("kind"));
        check.that(standing != null, "standing", "web.input.choose");
        check.that(kind != null, "kind", "web.input.choose");
        LocalDate from = form.date("validFrom");
        LocalDate to = form.date("validTo");
        Long parent = standing != Standing.OWN || form.value("parentId").isEmpty() ? null : id(check, form);
        Map<String, String> identifiers = new TreeMap<>(kept);
        schemes(kept).forEach(scheme -> identifiers.put(scheme, form.value(IDENTIFIER + scheme)));
        check.done();
        return new UnitDetails(parent, standing, kind, form.value("name"), identifiers, from, to);
    }

    /** The identifiers to ask for: the usual ones, and what else the unit has. */
    static List<String> schemes(Map<String, String> kept) {
        List<String> schemes = new java.util.ArrayList<>(SCHEMES);
        kept.keySet().stream().filter(scheme -> !SCHEMES.contains(scheme)).sorted().forEach(schemes::add);
        return schemes;
    }

    private static Long id(Rejection.Check check, Form form) {
        long id = Ids.parse(form.value("parentId")).orElse(0);
        check.that(id != 0, "parentId", "organisation.unit.error.parentmissing");
        return id;
    }

    private static <E extends Enum<E>> @Nullable E choice(E[] all, String text) {
        for (E one : all) {
            if (one.name().equals(text)) {
                return one;
            }
        }
        return null;
    }
}
