package se.samsyn.core.organisation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import se.samsyn.core.access.UnitTree;

/** Units in the database. */
public final class UnitRepository implements UnitTree {

    private final Jdbi jdbi;

    public UnitRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Set<Long> withAncestors(long unitId) {
        return jdbi.withHandle(handle -> new HashSet<>(handle.createQuery(
                        """
                        with recursive up (id, parent_id) as (
                            select id, parent_id from unit where id = :id and standing = 'OWN'
                            union
                            select u.id, u.parent_id from unit u join up on u.id = up.parent_id)
                        select id from up
                        """)
                .bind("id", unitId)
                .mapTo(Long.class)
                .list()));
    }

    @Override
    public Set<Long> withDescendants(Set<Long> unitIds) {
        return jdbi.withHandle(handle -> new HashSet<>(handle.createQuery(
                        """
                        with recursive down (id) as (
                            select id from unit where id in (<ids>) and standing = 'OWN'
                            union
                            select u.id from unit u join down on u.parent_id = down.id)
                        select id from down
                        """)
                .bindList("ids", List.copyOf(unitIds))
                .mapTo(Long.class)
                .list()));
    }

    @Override
    public Set<Long> own() {
        return jdbi.withHandle(handle -> new HashSet<>(handle.createQuery("select id from unit where standing = 'OWN'")
                .mapTo(Long.class)
                .list()));
    }
}
