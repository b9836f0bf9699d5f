package se.samsyn.core.organisation;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.UnitTree;
import se.samsyn.core.database.SwedishCollation;
import se.samsyn.core.organisation.Unit.Standing;

/** Units in the database. Lists are in Swedish order by name. */
public final class UnitRepository implements UnitTree {

    private static final String SELECT =
            """
            select u.id, u.parent_id, u.standing, u.kind, u.name, u.valid_from, u.valid_to, u.version, i.scheme, i.value
              from unit u left join unit_identifier i on i.unit_id = u.id
            """;
    private static final String ORDER = " order by u.folded, u.id";

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
    public Map<Long, Long> parents() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, coalesce(parent_id, 0) as above from unit where standing = 'OWN'")
                .map((row, context) -> Map.entry(row.getLong("id"), row.getLong("above")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    public Optional<Unit> find(long id) {
        return jdbi.withHandle(handle -> one(handle.createQuery(SELECT + " where u.id = :id").bind("id", id)));
    }

    /** The units with these ids, in one query; unknown ids are left out. */
    public Map<Long, Unit> find(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(handle -> units(
                        handle.createQuery(SELECT + " where u.id in (<ids>)" + ORDER).bindList("ids", ids))
                .stream()
                .collect(Collectors.toMap(Unit::id, u -> u, (a, b) -> a, LinkedHashMap::new)));
    }

    public Optional<Unit> byIdentifier(String scheme, String value) {
        return jdbi.withHandle(handle -> one(handle.createQuery(SELECT
                        + " where u.id = (select unit_id from unit_identifier where scheme = :scheme and value = :value)")
                .bind("scheme", scheme)
                .bind("value", value)));
    }

    /** Every unit that has an identifier of the scheme, by its value. */
    public Map<String, Unit> byIdentifier(String scheme) {
        return jdbi.withHandle(handle -> units(handle.createQuery(SELECT
                                + " where u.id in (select unit_id from unit_identifier where scheme = :scheme)")
                        .bind("scheme", scheme))
                .stream()
                .collect(Collectors.toMap(unit -> unit.identifiers().get(scheme), unit -> unit)));
    }

    /** The municipality itself; empty before the set-up. */
    public Optional<Unit> root() {
        return jdbi.withHandle(
                handle -> one(handle.createQuery(SELECT + " where u.standing = 'OWN' and u.parent_id is null")));
    }

    /** Every unit of ours that is valid on the day, as a tree. */
    public List<UnitNode> tree(LocalDate day) {
        return UnitNode.tree(all(Standing.OWN).stream().filter(unit -> unit.validOn(day)).toList());
    }

    public List<Unit> all(Standing standing) {
        return jdbi.withHandle(handle -> units(handle.createQuery(SELECT + " where u.standing = :standing" + ORDER)
                .bind("standing", standing.name())));
    }

    public List<Unit> children(long parentId) {
        return jdbi.withHandle(handle ->
                units(handle.createQuery(SELECT + " where u.parent_id = :parent" + ORDER).bind("parent", parentId)));
    }

    /** A page of those whose name or identifiers contain the text. */
    public List<Unit> search(Standing standing, @Nullable UnitKind kind, String text, int offset, int limit) {
        return jdbi.withHandle(handle -> units(handle.createQuery(SELECT + " where u.id in (select id from unit"
                        + SEARCH + " order by folded, id limit :limit offset :offset)" + ORDER)
                .bind("standing", standing.name())
                .bind("kind", kind == null ? null : kind.name())
                .bind("text", SwedishCollation.contains(text))
                .bind("limit", limit)
                .bind("offset", offset)));
    }

    /** Those after an id, in the order of ids. */
    public List<Unit> after(UnitFilter filter, long id, int limit) {
        return jdbi.withHandle(handle -> units(handle.createQuery(SELECT
                                + """
                                  where u.id in (select id from unit
                                   where standing = :standing and id > :id
                                     and (cast(:parent as bigint) is null or parent_id = :parent)
                                     and (cast(:kind as text) is null or kind = :kind)
                                   order by id limit :limit)
                                  order by u.id
                                """)
                        .bind("standing", filter.standing().name())
                        .bind("parent", filter.parentId())
                        .bind("kind", filter.kind() == null ? null : filter.kind().name())
                        .bind("id", id)
                        .bind("limit", limit)));
    }

    /** How many {@link #search} finds in all. */
    public int count(Standing standing, @Nullable UnitKind kind, String text) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from unit" + SEARCH)
                .bind("standing", standing.name())
                .bind("kind", kind == null ? null : kind.name())
                .bind("text", SwedishCollation.contains(text))
                .mapTo(Integer.class)
                .one());
    }

    private static final String SEARCH =
            """
             where standing = :standing
               and (kind = :kind or cast(:kind as text) is null)
               and folded like :text escape '!'
            """;

    long insert(UnitDetails details) {
        return jdbi.withHandle(handle -> {
            long id = insertUnit(handle, details);
            insertIdentifiers(handle, id, details.identifiers());
            return id;
        });
    }

    /** Their ids, in the same order. */
    List<Long> insertAll(List<UnitDetails> units) {
        return jdbi.withHandle(handle -> {
            List<Long> ids = units.stream().map(details -> insertUnit(handle, details)).toList();
            try (PreparedBatch batch =
                    handle.prepareBatch("insert into unit_identifier (scheme, value, unit_id) values (?, ?, ?)")) {
                for (int i = 0; i < ids.size(); i++) {
                    long id = ids.get(i);
                    units.get(i).identifiers().forEach((scheme, value) ->
                            batch.bind(0, scheme).bind(1, value).bind(2, id).add());
                }
                if (batch.size() > 0) {
                    batch.execute();
                }
            }
            return ids;
        });
    }

    private static long insertUnit(Handle handle, UnitDetails details) {
        return bind(
                        handle.createUpdate(
                                """
                                insert into unit (parent_id, standing, kind, name, folded, valid_from, valid_to, version)
                                values (:parent, :standing, :kind, :name, :folded, :from, :to, 1)
                                """),
                        details)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /** Whether the unit was still at the version. */
    boolean update(long id, int version, UnitDetails details) {
        return jdbi.withHandle(handle -> {
            int changed = bind(
                            handle.createUpdate(
                                    """
                                    update unit set parent_id = :parent, standing = :standing, kind = :kind, name = :name,
                                           folded = :folded, valid_from = :from, valid_to = :to, version = version + 1
                                     where id = :id and version = :version
                                    """),
                            details)
                    .bind("id", id)
                    .bind("version", version)
                    .execute();
            if (changed == 1) {
                handle.createUpdate("delete from unit_identifier where unit_id = :id").bind("id", id).execute();
                insertIdentifiers(handle, id, details.identifiers());
            }
            return changed == 1;
        });
    }

    private static Update bind(Update update, UnitDetails details) {
        return update.bind("parent", details.parentId())
                .bind("standing", details.standing().name())
                .bind("kind", details.kind().name())
                .bind("name", details.name())
                .bind("folded", folded(details))
                .bind("from", details.validFrom() == null ? null : details.validFrom().toString())
                .bind("to", details.validTo() == null ? null : details.validTo().toString());
    }

    private static String folded(UnitDetails details) {
        String identifiers = String.join(" ", new TreeMap<>(details.identifiers()).values());
        return SwedishCollation.key(details.name() + " " + identifiers).strip();
    }

    private static void insertIdentifiers(Handle handle, long id, Map<String, String> identifiers) {
        identifiers.forEach((scheme, value) -> handle.createUpdate(
                        "insert into unit_identifier (scheme, value, unit_id) values (:scheme, :value, :id)")
                .bind("scheme", scheme)
                .bind("value", value)
                .bind("id", id)
                .execute());
    }

    private static Optional<Unit> one(Query query) {
        return units(query).stream().findFirst();
    }

    private static List<Unit> units(Query query) {
        Map<Long, Unit> units = query.reduceRows(new LinkedHashMap<>(), (found, row) -> {
            Unit unit = found.computeIfAbsent(row.getColumn("id", Long.class), id -> unit(id, row));
            String scheme = row.getColumn("scheme", String.class);
            if (scheme != null) {
                unit.identifiers().put(scheme, row.getColumn("value", String.class));
            }
            return found;
        });
        return List.copyOf(units.values());
    }

    private static Unit unit(long id, RowView row) {
        return new Unit(
                id,
                row.getColumn("parent_id", Long.class),
                Standing.valueOf(row.getColumn("standing", String.class)),
                UnitKind.valueOf(row.getColumn("kind", String.class)),
                row.getColumn("name", String.class),
                new TreeMap<>(),
                date(row.getColumn("valid_from", String.class)),
                date(row.getColumn("valid_to", String.class)),
                row.getColumn("version", Integer.class));
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
