package se.samsyn.core.planning;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.planning.PlanType.Calendar;
import se.samsyn.core.planning.PlanType.Level;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;

/** The municipality's governance models. They are the whole municipality's, so only who manages the system changes them. */
public final class PlanTypeService {

    static final String ENTITY = "plan_type";
    private static final int NAME_LENGTH = 100;
    private static final int MOST_LEVELS = 8;

    private final Database database;
    private final PlanTypeRepository types;
    private final PlanningReferences references;
    private final ChangeLog changes;
    private final Messages messages;

    PlanTypeService(
            Database database,
            PlanTypeRepository types,
            PlanningReferences references,
            ChangeLog changes,
            Messages messages) {
        this.database = database;
        this.types = types;
        this.references = references;
        this.changes = changes;
        this.messages = messages;
    }

    /** Every model, with its levels from the highest. */
    public List<PlanType> all() {
        return types.all();
    }

    public Optional<PlanType> find(long id) {
        return types.find(id);
    }

    /** The model that a new municipality begins with, its levels named in the user's language. */
    public PlanType createDefault(CurrentUser user, Calendar calendar) {
        List<String> levels = List.of(
                messages.text(user.locale(), "planning.type.default.council"),
                messages.text(user.locale(), "planning.type.default.committee"),
                messages.text(user.locale(), "planning.type.default.unit"));
        return create(user, messages.text(user.locale(), "planning.type.default.name"), calendar, levels);
    }

    /** A new model with these names of levels, the highest first. */
    public PlanType create(CurrentUser user, String name, Calendar calendar, List<String> levels) {
        return database.write(() -> {
            Grant grant = grant(user);
            Rejection.Check check = new Rejection.Check();
            String checked = Texts.line(check, "name", name, NAME_LENGTH);
            List<Level> named = named(check, levels.stream().map(level -> new Level(0, 0, level)).toList());
            check.done();
            PlanType type = types.insert(checked, calendar, named.stream().map(Level::name).toList());
            changes.record(grant, ENTITY, type.id(), type.version(), references.rootUnit(), type);
            return type;
        });
    }

    /**
     * Names the model and its levels anew.
     *
     * @param levels the highest first; those with the id 0 are added, those left out are taken away
     */
    public PlanType edit(CurrentUser user, long id, int expectedVersion, String name, List<Level> levels) {
        return database.write(() -> {
            Grant grant = grant(user);
            PlanType type = types.find(id).orElseThrow(() -> new NotFound("plan type " + id));
            Rejection.Check check = new Rejection.Check();
            String checked = Texts.line(check, "name", name, NAME_LENGTH);
            List<Level> named = named(check, levels);
            requireKnown(check, type, named);
            check.done();
            PlanType saved = types.update(new PlanType(id, checked, type.calendar(), named, 0), expectedVersion);
            changes.record(grant, ENTITY, id, saved.version(), references.rootUnit(), saved);
            return saved;
        });
    }

    private Grant grant(CurrentUser user) {
        Long root = references.rootUnit();
        return root == null && user.system()
                ? Grant.system(user.origin())
                : user.require(CorePermissions.SYSTEM_MANAGE, root == null ? 0 : root);
    }

    private List<Level> named(Rejection.Check check, List<Level> levels) {
        List<Level> named = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < levels.size(); i++) {
            String name = Texts.line(check, "level" + i, levels.get(i).name(), NAME_LENGTH);
            check.that(name.isEmpty() || names.add(name), "level" + i, "planning.type.error.samename");
            named.add(new Level(levels.get(i).id(), i + 1, name));
        }
        check.that(!levels.isEmpty(), "levels", "planning.type.error.nolevel");
        check.that(levels.size() <= MOST_LEVELS, "levels", "planning.type.error.manylevels", MOST_LEVELS);
        return named;
    }

    private void requireKnown(Rejection.Check check, PlanType type, List<Level> named) {
        List<Long> known = type.levels().stream().map(Level::id).toList();
        List<Long> kept = named.stream().map(Level::id).filter(level -> level != 0).toList();
        check.that(
                known.containsAll(kept) && new HashSet<>(kept).size() == kept.size(),
                "levels",
                "planning.type.error.unknownlevel");
        check.that(kept.containsAll(types.levelsInUse(type.id())), "levels", "planning.type.error.levelinuse");
    }
}
