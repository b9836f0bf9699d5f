package se.samsyn.core.organisation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.ChangeLog.Version;
import se.samsyn.core.database.Database;

/** Decides which units are in which group; every mean of a group changes with it, so each version is kept. */
public final class UnitGroupService {

    /** The members of a unit that is a group, by the unit's id. */
    public static final String ENTITY = "unitgroup";

    private final Database database;
    private final UnitGroupRepository groups;
    private final UnitService units;
    private final ChangeLog changes;

    UnitGroupService(Database database, UnitGroupRepository groups, UnitService units, ChangeLog changes) {
        this.database = database;
        this.groups = groups;
        this.units = units;
        this.changes = changes;
    }

    /** What the change log keeps of a group. */
    record Members(Set<Long> memberIds) {}

    /** Gives the groups these members and no others, in one change. */
    public void replaceMembers(CurrentUser who, Map<Long, Set<Long>> members) {
        database.write(() -> {
            Map<Long, Set<Long>> before = groups.members(members.keySet());
            Map<Long, Set<Long>> changed = new HashMap<>(members);
            changed.entrySet().removeIf(group -> group.getValue().equals(before.getOrDefault(group.getKey(), Set.of())));
            if (changed.isEmpty()) {
                return;
            }
            Grant grant = units.grantOnTop(who);
            groups.replaceMembers(changed);
            Map<Long, Integer> versions = changes.versions(ENTITY, changed.keySet());
            List<Version> recorded = changed.entrySet().stream()
                    .map(group -> new Version(
                            group.getKey(),
                            versions.getOrDefault(group.getKey(), 0) + 1,
                            group.getKey(),
                            new Members(new TreeSet<>(group.getValue()))))
                    .toList();
            changes.record(changes.begin(grant), ENTITY, recorded);
        });
    }
}
