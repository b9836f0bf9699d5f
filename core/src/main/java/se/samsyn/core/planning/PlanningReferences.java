package se.samsyn.core.planning;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.UnitTree;
import se.samsyn.core.web.PageParts;

/** Tells whether what a plan points to outside planning is there. */
final class PlanningReferences {

    private final Jdbi jdbi;
    private final UnitTree units;

    PlanningReferences(Jdbi jdbi, UnitTree units) {
        this.jdbi = jdbi;
        this.units = units;
    }

    /** The municipality itself; null before it has been set up. */
    @Nullable Long rootUnit() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select min(id) from unit where standing = 'OWN' and parent_id is null")
                .mapTo(Long.class)
                .findOne()
                .orElse(null));
    }

    /** The people with a role on any of these units, by name in Swedish order. */
    List<PageParts.Who> peopleOn(Collection<Long> unitIds) {
        return unitIds.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> handle.createQuery(
                                """
                                select p.id, p.name from person p
                                 where p.state = 'ACTIVE' and exists (
                                       select 1 from assignment a where a.person_id = p.id and a.unit_id in (<units>))
                                 order by p.name collate "sv-x-icu", p.id
                                """)
                        .bindList("units", List.copyOf(unitIds))
                        .map((row, context) -> PageParts.Who.of(row.getLong("id"), row.getString("name")))
                        .list());
    }

    /** The units that an active person is the head of on the day. */
    Set<Long> unitsWithHead(LocalDate day) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select distinct a.unit_id from assignment a join person p on p.id = a.person_id
                         where a.role = 'HEAD' and p.state = 'ACTIVE'
                           and (a.valid_from is null or a.valid_from <= :day)
                           and (a.valid_to is null or a.valid_to >= :day)
                        """)
                .bind("day", day.toString())
                .mapTo(Long.class)
                .set());
    }

    /** These units of ours and every unit below them. */
    Set<Long> unitsBelow(Set<Long> unitIds) {
        return unitIds.isEmpty() ? Set.of() : units.withDescendants(unitIds);
    }

    /** Those of the people who can be given something to do. */
    Set<Long> people(Collection<Long> ids) {
        return existing("select id from person where state <> 'ERASED' and id in (<ids>)", ids);
    }

    /** Whether it is a unit of ours. */
    boolean ownUnit(long id) {
        return !existing("select id from unit where standing = 'OWN' and id in (<ids>)", List.of(id)).isEmpty();
    }

    Set<Long> indicators(Collection<Long> ids) {
        return existing("select id from indicator where id in (<ids>)", ids);
    }

    private Set<Long> existing(String sql, Collection<Long> ids) {
        return ids.isEmpty()
                ? Set.of()
                : jdbi.withHandle(handle -> new HashSet<>(handle.createQuery(sql)
                        .bindList("ids", List.copyOf(ids))
                        .mapTo(Long.class)
                        .list()));
    }
}
