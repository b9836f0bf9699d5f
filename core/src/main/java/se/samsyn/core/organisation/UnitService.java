package se.samsyn.core.organisation;

import static se.samsyn.core.access.CorePermissions.UNIT_EDIT;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.organisation.Unit.Standing;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** What may be done with units, and by whom. */
public final class UnitService {

    public static final String ENTITY = "unit";

    private static final int LONGEST_NAME = 200;
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern SCHOOL_UNIT_CODE = Pattern.compile("[0-9]{8}");

    private final Database database;
    private final UnitRepository units;
    private final ChangeLog changes;

    public UnitService(Database database, UnitRepository units, ChangeLog changes) {
        this.database = database;
        this.units = units;
        this.changes = changes;
    }

    /**
     * Makes a unit; whoever asks must be allowed to edit the unit above it.
     *
     * @throws se.samsyn.api.web.InputException when the details cannot be used
     */
    public Unit create(CurrentUser who, UnitDetails details) {
        return database.write(() -> {
            Grant grant = grantBelow(who, details.standing(), details.parentId());
            UnitDetails checked = checked(0, details);
            long id = units.insert(checked);
            Unit unit = checked.as(id, 1);
            changes.record(grant, ENTITY, id, 1, id, unit);
            return unit;
        });
    }

    /**
     * Makes many that stand beside our tree, such as municipalities to compare with, in one change. They have been
     * {@linkplain #check checked}.
     */
    public List<Unit> createBeside(CurrentUser who, List<UnitDetails> checked) {
        return database.write(() -> {
            Grant grant = grantOnTop(who);
            for (UnitDetails details : checked) {
                if (details.standing() == Standing.OWN) {
                    throw new IllegalArgumentException("Units of our own are made one by one: " + details.name());
                }
            }
            List<Long> ids = units.insertAll(checked);
            List<Unit> created = new ArrayList<>(ids.size());
            for (int i = 0; i < ids.size(); i++) {
                created.add(checked.get(i).as(ids.get(i), 1));
            }
            changes.recordNew(grant, ENTITY, created, Unit::id);
            return created;
        });
    }

    /**
     * Changes a unit; moving it asks for the permission on the unit it comes under as well.
     *
     * @param version the version that the caller has seen
     * @throws StaleVersion when someone else changed it since
     */
    public Unit update(CurrentUser who, long id, int version, UnitDetails details) {
        return database.write(() -> {
            Unit before = units.find(id).orElseThrow(() -> new NotFound("unit " + id));
            Grant grant = grantOn(who, before);
            if (before.standing() != details.standing() || !Objects.equals(before.parentId(), details.parentId())) {
                grantBelow(who, details.standing(), details.parentId());
            }
            UnitDetails checked = checked(id, details);
            if (before.version() != version) {
                throw new StaleVersion(ENTITY, id, version);
            }
            if (checked.equals(UnitDetails.of(before))) {
                return before;
            }
            units.update(id, version, checked);
            Unit after = checked.as(id, version + 1);
            changes.record(grant, ENTITY, id, after.version(), id, after);
            return after;
        });
    }

    /** Ends the unit after the day; what it has done stays. */
    public Unit close(CurrentUser who, long id, int version, LocalDate lastDay) {
        Unit unit = units.find(id).orElseThrow(() -> new NotFound("unit " + id));
        return update(who, id, version, UnitDetails.of(unit).until(lastDay));
    }

    /**
     * Tells whether the details could be saved, without doing it.
     *
     * @param id the unit that would be changed; 0 for a new one
     * @throws Rejection when they cannot be used
     */
    public void check(long id, UnitDetails details) {
        checked(id, details);
    }

    /** Whether the user may change the unit. */
    public boolean mayEdit(CurrentUser who, Unit unit) {
        if (unit.standing() == Standing.OWN) {
            return who.may(UNIT_EDIT, unit.id());
        }
        return units.root().map(root -> who.may(UNIT_EDIT, root.id())).orElse(who.system());
    }

    private Grant grantOn(CurrentUser who, Unit unit) {
        return unit.standing() == Standing.OWN ? who.require(UNIT_EDIT, unit.id()) : grantOnTop(who);
    }

    private Grant grantBelow(CurrentUser who, Standing standing, Long parentId) {
        return standing == Standing.OWN && parentId != null ? who.require(UNIT_EDIT, parentId) : grantOnTop(who);
    }

    /** What stands outside every role's reach is for those who may edit the municipality itself. */
    Grant grantOnTop(CurrentUser who) {
        Optional<Unit> root = units.root();
        if (root.isPresent()) {
            return who.require(UNIT_EDIT, root.get().id());
        }
        if (!who.system()) {
            throw new AccessDenied(UNIT_EDIT);
        }
        return Grant.system(who.origin());
    }

    private UnitDetails checked(long id, UnitDetails details) {
        Rejection.Check check = new Rejection.Check();
        String name = check.line("name", details.name(), LONGEST_NAME);
        checkStanding(check, id, details);
        checkParent(check, id, details);
        check.that(
                details.validFrom() == null
                        || details.validTo() == null
                        || !details.validTo().isBefore(details.validFrom()),
                "validTo",
                "organisation.unit.error.dates");
        Map<String, String> identifiers = checkedIdentifiers(check, id, details.identifiers());
        check.done();
        return details.named(name).identifiedBy(identifiers);
    }

    /** The municipality itself, and what has units below it, stay ours: what is below would belong nowhere. */
    private void checkStanding(Rejection.Check check, long id, UnitDetails details) {
        if (id == 0 || details.standing() == Standing.OWN) {
            return;
        }
        boolean root = units.root().filter(unit -> unit.id() == id).isPresent();
        check.that(!root, "", "organisation.unit.error.standingroot");
        check.that(root || units.children(id).isEmpty(), "standing", "organisation.unit.error.standingchildren");
    }

    private void checkParent(Rejection.Check check, long id, UnitDetails details) {
        Long parentId = details.parentId();
        if (details.standing() != Standing.OWN) {
            check.that(parentId == null, "parentId", "organisation.unit.error.parentnotown");
            return;
        }
        if (parentId == null) {
            boolean first = units.root().filter(root -> root.id() != id).isEmpty();
            check.that(first, "parentId", "organisation.unit.error.parentmissing");
            return;
        }
        Set<Long> above = units.withAncestors(parentId);
        check.that(!above.isEmpty(), "parentId", "organisation.unit.error.parentnotown");
        check.that(!above.contains(id), "parentId", "organisation.unit.error.parentbelow");
    }

    private Map<String, String> checkedIdentifiers(Rejection.Check check, long id, Map<String, String> identifiers) {
        Map<String, String> checked = new TreeMap<>();
        identifiers.forEach((scheme, raw) -> {
            String field = "identifier." + scheme;
            String value = raw.strip();
            if (value.isEmpty()) {
                return;
            }
            check.that(SCHEME.matcher(scheme).matches(), field, "organisation.unit.error.scheme");
            check.that(value.length() <= 100, field, "web.input.long", 100);
            check.that(
                    !scheme.equals("skolenhetskod") || SCHOOL_UNIT_CODE.matcher(value).matches(),
                    field,
                    "organisation.unit.error.schoolunitcode");
            units.byIdentifier(scheme, value)
                    .filter(other -> other.id() != id)
                    .ifPresent(other -> check.that(false, field, "organisation.unit.error.taken", other.name()));
            checked.put(scheme, value);
        });
        return checked;
    }
}
