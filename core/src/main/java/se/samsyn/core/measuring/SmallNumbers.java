package se.samsyn.core.measuring;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Which figures stay in the store because a small group could be computed back from them. A suppressed figure has no
 * value; this hides the complement as well, for every page, export and interface alike.
 */
final class SmallNumbers {

    /**
     * True for a figure of one gender while another of the same three is suppressed: the suppressed one would be the
     * difference. {@code m} is the figure; the total itself may be shown once both genders are hidden.
     */
    static final String OTHER_GENDER_SUPPRESSED =
            """
            (m.gender <> 'T' and m.state in ('exists', 'rounded') and exists (
                select 1 from measurement s
                 where s.indicator_id = m.indicator_id and s.unit_id = m.unit_id and s.period = m.period
                   and s.kind = m.kind and s.gender <> m.gender and s.state = 'suppressed'))
            """;

    private SmallNumbers() {}

    /**
     * Where one unit alone is suppressed and the municipality's own figure is the sum of all units', the smallest other
     * unit has to be hidden too.
     *
     * <p>It begins at the municipality's own figures, which are few; {@code cross join} keeps the database to that order.
     *
     * @return the ids of those figures
     */
    static Set<Long> complements(Handle handle, Collection<Long> indicatorIds) {
        if (indicatorIds.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(handle.createQuery(
                        """
                        with total as materialized (
                            select t.indicator_id, t.period, t.period_to, t.kind, t.gender
                              from unit root
                              cross join measurement t
                              join indicator i on i.id = t.indicator_id
                             where root.parent_id is null and root.standing = 'OWN' and t.unit_id = root.id
                               and t.indicator_id in (<indicators>) and t.value is not null and i.aggregation = 'SUM'),
                        lone as materialized (
                            select t.indicator_id, t.period, t.period_to, t.kind, t.gender, min(u.kind) as unit_kind
                              from total t
                              cross join measurement m
                              join unit u on u.id = m.unit_id
                             where m.indicator_id = t.indicator_id and m.period = t.period and m.kind = t.kind
                               and m.gender = t.gender and m.state = 'suppressed'
                               and u.standing = 'OWN' and u.parent_id is not null
                             group by t.indicator_id, t.period, t.period_to, t.kind, t.gender
                            having count(*) = 1),
                        sibling as (
                            select m.id, row_number() over (
                                       partition by m.indicator_id, m.period, m.kind, m.gender
                                       order by m.value, m.id) as place
                              from lone l
                              cross join measurement m
                              join unit u on u.id = m.unit_id
                             where m.indicator_id = l.indicator_id and m.kind = l.kind and m.gender = l.gender
                               and m.period_to = l.period_to and m.period = l.period and m.value is not null
                               and u.standing = 'OWN' and u.kind = l.unit_kind)
                        select id from sibling where place = 1
                        """)
                .bindList("indicators", List.copyOf(indicatorIds))
                .mapTo(Long.class)
                .list());
    }
}
