package se.samsyn.core.measuring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import se.samsyn.core.database.SwedishCollation;
import se.samsyn.core.measuring.Indicator.Aggregation;
import se.samsyn.core.measuring.Indicator.Direction;
import se.samsyn.core.measuring.Indicator.Periodicity;

/** Indicators in the database. */
public final class IndicatorRepository {

    private static final String COLUMNS =
            """
            i.id, i.source, i.code, i.name, i.definition, i.unit_of_measure, i.decimals, i.direction, i.periodicity,
            i.aggregation, i.tolerance, i.by_gender, i.retired_on, i.version
            """;

    private static final String FILTERED =
            """
              from indicator i
              left join catalogue_indicator c on c.source = i.source and c.code = i.code
             where (:pattern is null or i.folded like :pattern escape '!')
               and (:source is null or i.source = :source)
               and (:area is null or c.area = :area)
               and (:retired or i.retired_on is null)
               and (not :used or exists (
                     select 1 from measurement m join unit u on u.id = m.unit_id
                      where m.indicator_id = i.id and u.standing = 'OWN'))
            """;

    private final Jdbi jdbi;

    public IndicatorRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Optional<Indicator> find(long id) {
        return Optional.ofNullable(findAll(List.of(id)).get(id));
    }

    /** Those of the ids that there are, by id. */
    public Map<Long, Indicator> findAll(Collection<Long> ids) {
        Map<Long, Indicator> found = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            jdbi.useHandle(handle -> handle.createQuery(
                            "select " + COLUMNS + " from indicator i where i.id in (<ids>)")
                    .bindList("ids", List.copyOf(ids))
                    .map(IndicatorRepository::indicator)
                    .forEach(indicator -> found.put(indicator.id(), indicator)));
        }
        return found;
    }

    public Optional<Indicator> find(String source, String code) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + COLUMNS + " from indicator i where i.source = :source and i.code = :code")
                .bind("source", source)
                .bind("code", code)
                .map(IndicatorRepository::indicator)
                .findOne());
    }

    /** Those with any of the codes, whatever their source. */
    List<Indicator> findByCode(Collection<String> codes) {
        if (codes.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + COLUMNS + " from indicator i where i.code in (<codes>)")
                .bindList("codes", List.copyOf(codes))
                .map(IndicatorRepository::indicator)
                .list());
    }

    /** Every indicator of a source, by code; for imports that meet many codes. */
    public Map<String, Indicator> ofSource(String source) {
        Map<String, Indicator> found = new LinkedHashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("select " + COLUMNS + " from indicator i where i.source = :source")
                .bind("source", source)
                .map(IndicatorRepository::indicator)
                .forEach(indicator -> found.put(indicator.code(), indicator)));
        return found;
    }

    /** A page of a list, by name in Swedish order. */
    public List<Indicator> list(IndicatorFilter filter, int offset, int limit) {
        return jdbi.withHandle(handle -> bind(
                        handle.createQuery("select " + COLUMNS + FILTERED
                                + " order by i.name collate \"sv-x-icu\", i.id limit :limit offset :offset"),
                        filter)
                .bind("limit", limit)
                .bind("offset", offset)
                .map(IndicatorRepository::indicator)
                .list());
    }

    public int count(IndicatorFilter filter) {
        return jdbi.withHandle(handle ->
                bind(handle.createQuery("select count(*)" + FILTERED), filter).mapTo(Integer.class).one());
    }

    /** Those after an id, in the order of ids. */
    public List<Indicator> after(IndicatorFilter filter, long id, int limit) {
        return jdbi.withHandle(handle -> bind(
                        handle.createQuery(
                                "select " + COLUMNS + FILTERED + " and i.id > :after order by i.id limit :limit"),
                        filter)
                .bind("after", id)
                .bind("limit", limit)
                .map(IndicatorRepository::indicator)
                .list());
    }

    /** The sources that there are indicators of. */
    public List<String> sources() {
        return jdbi.withHandle(handle -> handle.createQuery("select distinct source from indicator order by source")
                .mapTo(String.class)
                .list());
    }

    /** The areas of the catalogue that there are indicators of. */
    public List<String> areas() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select distinct c.area from indicator i
                          join catalogue_indicator c on c.source = i.source and c.code = i.code
                         where c.area is not null order by c.area collate "sv-x-icu"
                        """)
                .mapTo(String.class)
                .list());
    }

    /** The id that it got. */
    long insert(Indicator indicator) {
        return jdbi.withHandle(handle -> bind(
                        handle.createQuery(
                                """
                                insert into indicator (source, code, name, definition, unit_of_measure, decimals, direction,
                                    periodicity, aggregation, tolerance, by_gender, retired_on, folded, version)
                                values (:source, :code, :name, :definition, :unit, :decimals, :direction,
                                    :periodicity, :aggregation, :tolerance, :bygender, :retired, :folded, 1)
                                returning id
                                """),
                        indicator)
                .mapTo(Long.class)
                .one());
    }

    /** False when it is no longer at the version. */
    boolean update(Indicator indicator) {
        return jdbi.withHandle(handle -> bind(
                                handle.createUpdate(
                                        """
                                        update indicator set source = :source, code = :code, name = :name,
                                            definition = :definition, unit_of_measure = :unit, decimals = :decimals,
                                            direction = :direction, periodicity = :periodicity,
                                            aggregation = :aggregation, tolerance = :tolerance, by_gender = :bygender,
                                            retired_on = :retired, folded = :folded, version = version + 1
                                         where id = :id and version = :version
                                        """),
                                indicator)
                        .bind("id", indicator.id())
                        .bind("version", indicator.version())
                        .execute())
                == 1;
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Indicator indicator) {
        return statement
                .bind("source", indicator.source())
                .bind("code", indicator.code())
                .bind("name", indicator.name())
                .bind("definition", indicator.definition())
                .bind("unit", indicator.unitOfMeasure())
                .bind("decimals", indicator.decimals())
                .bind("direction", indicator.direction().name())
                .bind("periodicity", indicator.periodicity().name())
                .bind("aggregation", indicator.aggregation().name())
                .bind("tolerance", indicator.tolerance())
                .bind("bygender", indicator.byGender())
                .bind("retired", indicator.retiredOn() == null ? null : indicator.retiredOn().toString())
                .bind("folded", folded(indicator.code() + " " + indicator.name()));
    }

    private static Query bind(Query query, IndicatorFilter filter) {
        return query.bind("pattern", filter.text() == null ? null : pattern(filter.text()))
                .bind("source", filter.source())
                .bind("area", filter.area())
                .bind("used", filter.used())
                .bind("retired", filter.retired());
    }

    /** The text as searches compare it. */
    static String folded(String text) {
        return SwedishCollation.key(text);
    }

    /** Matches texts that hold the words in this order. */
    static String pattern(String text) {
        String literal = folded(text.strip()).replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return "%" + literal.replaceAll("\\s+", "%") + "%";
    }

    private static Indicator indicator(ResultSet row, org.jdbi.v3.core.statement.StatementContext context)
            throws SQLException {
        String retired = row.getString("retired_on");
        double tolerance = row.getDouble("tolerance");
        boolean hasTolerance = !row.wasNull();
        return new Indicator(
                row.getLong("id"),
                row.getString("source"),
                row.getString("code"),
                row.getString("name"),
                row.getString("definition"),
                row.getString("unit_of_measure"),
                row.getInt("decimals"),
                Direction.valueOf(row.getString("direction")),
                Periodicity.valueOf(row.getString("periodicity")),
                Aggregation.valueOf(row.getString("aggregation")),
                hasTolerance ? tolerance : null,
                row.getBoolean("by_gender"),
                retired == null ? null : LocalDate.parse(retired),
                row.getInt("version"));
    }
}
