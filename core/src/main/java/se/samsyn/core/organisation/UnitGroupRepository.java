package se.samsyn.core.organisation;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Which units are in which group; a unit of ours can be in one beside those it is compared with. */
public final class UnitGroupRepository {

    private final Jdbi jdbi;

    public UnitGroupRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The members of each of these groups, by the group; groups without members are left out. */
    public Map<Long, Set<Long>> members(Collection<Long> groupIds) {
        Map<Long, Set<Long>> members = new HashMap<>();
        if (!groupIds.isEmpty()) {
            jdbi.useHandle(handle -> handle.createQuery(
                            "select group_id, member_id from unit_group_member where group_id in (<groups>)")
                    .bindList("groups", List.copyOf(groupIds))
                    .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
                    .forEach(pair -> members.computeIfAbsent(pair.getKey(), id -> new HashSet<>())
                            .add(pair.getValue())));
        }
        return members;
    }

    /** Gives the groups these members and no others, within the caller's unit of work. */
    void replaceMembers(Map<Long, Set<Long>> members) {
        if (members.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            handle.createUpdate("delete from unit_group_member where group_id in (<groups>)")
                    .bindList("groups", List.copyOf(members.keySet()))
                    .execute();
            try (PreparedBatch batch =
                    handle.prepareBatch("insert into unit_group_member (group_id, member_id) values (?, ?)")) {
                members.forEach((group, ids) ->
                        ids.forEach(member -> batch.bind(0, group).bind(1, member).add()));
                if (batch.size() > 0) {
                    batch.execute();
                }
            }
        });
    }
}
