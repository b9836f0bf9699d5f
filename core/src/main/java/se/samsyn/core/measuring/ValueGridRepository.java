package se.samsyn.core.measuring;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import se.samsyn.core.measuring.Indicator.Periodicity;

/** Which indicators a unit's grid of values has, in the database. */
final class ValueGridRepository {

    /**
     * Those that the unit has a target for and the municipality's own that it has figures of, new ones that nobody has
     * figures of too; or all.
     */
    private static final String ROWS =
            """
             from indicator i
             where i.retired_on is null
               and (:all
                    or exists (
                     select 1 from measurement m
                      where m.unit_id = :unit and m.indicator_id = i.id and (i.source = 'own' or m.kind = 'TARGET'))
                    or i.source = 'own' and not exists (select 1 from measurement m where m.indicator_id = i.id))
            """;

    private final Jdbi jdbi;

    ValueGridRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** How often they are measured, what most are first. */
    List<Periodicity> periodicities(long unitId, boolean all) {
        return jdbi.withHandle(handle -> bind(
                        handle.createQuery("select i.periodicity, count(*) as many" + ROWS
                                + " group by i.periodicity order by many desc, i.periodicity"),
                        unitId,
                        all)
                .map((row, context) -> Periodicity.valueOf(row.getString("periodicity")))
                .list());
    }

    int count(long unitId, Periodicity periodicity, boolean all) {
        return jdbi.withHandle(handle ->
                bind(handle.createQuery("select count(*)" + ROWS + " and i.periodicity = :periodicity"), unitId, all)
                        .bind("periodicity", periodicity.name())
                        .mapTo(Integer.class)
                        .one());
    }

    /** A page of their ids, by name in Swedish order. */
    List<Long> page(long unitId, Periodicity periodicity, boolean all, Paging paging) {
        return jdbi.withHandle(handle -> bind(
                        handle.createQuery("select i.id" + ROWS + " and i.periodicity = :periodicity"
                                + " order by i.name collate \"sv-x-icu\", i.id limit :limit offset :offset"),
                        unitId,
                        all)
                .bind("periodicity", periodicity.name())
                .bind("limit", paging.size())
                .bind("offset", paging.offset())
                .mapTo(Long.class)
                .list());
    }

    private static Query bind(Query query, long unitId, boolean all) {
        return query.bind("unit", unitId).bind("all", all);
    }
}
