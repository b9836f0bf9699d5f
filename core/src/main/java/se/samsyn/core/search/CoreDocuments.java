package se.samsyn.core.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.field.CustomField.Target;
import se.samsyn.core.field.FieldRepository;
import se.samsyn.core.field.Fields;

/** What of core's can be found: its own units, goals, activities and indicators, as they are now. Not people. */
final class CoreDocuments {

    /** Whoever is signed in. */
    static final String SIGNED_IN = "signed-in";

    /** Whoever may read plans somewhere. */
    static final String READERS = "readers";

    /** Whoever may read the plans of a unit, whose id follows. */
    static final String UNIT = "unit:";

    /** The person whose id follows. */
    static final String PERSON = "person:";

    private final Jdbi jdbi;
    private final Fields goalFields;

    CoreDocuments(Jdbi jdbi, Fields goalFields) {
        this.jdbi = jdbi;
        this.goalFields = goalFields;
    }

    /** A kind of core's, by the name of its events. */
    enum Kind {
        UNIT(
                "u.id",
                """
                select u.id, u.name as title, '' as body, '' as place, u.id as unit_id, '' as owners from unit u
                 where u.standing = 'OWN'
                """),
        GOAL(
                "g.id",
                """
                select g.id, g.title, g.description as body, p.period as place, p.unit_id, '' as owners
                  from goal g join plan p on p.id = g.plan_id
                 where g.removed = false
                """),
        ACTIVITY(
                "a.id",
                """
                select a.id, a.title, a.description as body, coalesce(g.title, '') as place,
                       coalesce(p.unit_id, a.unit_id) as unit_id,
                       coalesce((select string_agg(cast(o.person_id as text), ',') from activity_owner o
                                  where o.activity_id = a.id), '') as owners
                  from activity a left join goal g on g.id = a.goal_id left join plan p on p.id = g.plan_id
                 where a.removed = false and (g.id is null or g.removed = false)
                """),
        INDICATOR(
                "i.id",
                """
                select i.id, i.name as title, i.code || ' ' || i.definition as body, i.code as place,
                       null as unit_id, '' as owners
                  from indicator i where 1 = 1
                """);

        private final String id;
        private final String select;

        Kind(String id, String select) {
            this.id = id;
            this.select = select;
        }

        /** The name of its events, and of its entities in the change log. */
        String event() {
            return name().toLowerCase(Locale.ROOT);
        }

        String name(long entityId) {
            return event() + "-" + entityId;
        }

        static Kind of(String event) {
            return Arrays.stream(values()).filter(kind -> kind.event().equals(event)).findFirst().orElseThrow();
        }
    }

    /** A document and the id of what it is about. */
    record Document(long id, SearchEntry entry) {}

    /** Those of the ids that can be found. */
    List<SearchEntry> of(Kind kind, Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> whole(
                                handle,
                                kind,
                                handle.createQuery(kind.select + " and " + kind.id + " in (<ids>)")
                                        .bindList("ids", List.copyOf(ids))))
                        .stream()
                        .map(Document::entry)
                        .toList();
    }

    /** Those with ids after one, in order. */
    List<Document> after(Kind kind, long id, int limit) {
        return jdbi.withHandle(handle -> whole(
                handle,
                kind,
                handle.createQuery(kind.select + " and " + kind.id + " > :after order by " + kind.id + " limit :limit")
                        .bind("after", id)
                        .bind("limit", limit)));
    }

    /** Goals with what stands in the fields that plugins have added to them. */
    private List<Document> whole(Handle handle, Kind kind, Query query) {
        List<Document> bare = query.map((row, context) -> document(kind, row)).list();
        if (kind != Kind.GOAL) {
            return bare;
        }
        Map<Long, Map<String, String>> values =
                FieldRepository.of(handle, Target.GOAL, bare.stream().map(Document::id).toList());
        return bare.stream()
                .map(document -> new Document(
                        document.id(),
                        document.entry().with(goalFields.words(values.getOrDefault(document.id(), Map.of())))))
                .toList();
    }

    /** The goals that any plugin's fields have values of, after one, in order. */
    List<Long> goalsWithFields(long after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select distinct entity_id from custom_field_value
                         where target = :target and entity_id > :after order by entity_id limit :limit
                        """)
                .bind("target", Target.GOAL.name())
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
    }

    /** Which fields plugins add to goals now. */
    String fields() {
        return goalFields.present();
    }

    /** The activities of a goal, which are found only as long as it is. */
    List<Long> activities(long goalId) {
        return jdbi.withHandle(handle -> handle.createQuery("select id from activity where goal_id = :goal")
                .bind("goal", goalId)
                .mapTo(Long.class)
                .list());
    }

    private static Document document(Kind kind, ResultSet row) throws SQLException {
        long id = row.getLong("id");
        long unit = row.getLong("unit_id");
        @Nullable Long unitId = row.wasNull() ? null : unit;
        String path =
                switch (kind) {
                    case UNIT -> "/units/" + id;
                    case GOAL -> "/goals/" + id;
                    case ACTIVITY -> "/activities/" + id;
                    case INDICATOR -> "/indicators/" + id;
                };
        return new Document(
                id,
                new SearchEntry(
                        kind.name(id),
                        "search.kind." + kind,
                        row.getString("title"),
                        row.getString("body"),
                        row.getString("place"),
                        kind == Kind.UNIT ? null : unitId,
                        path,
                        audiences(kind, unitId, row.getString("owners"))));
    }

    private static Set<String> audiences(Kind kind, @Nullable Long unitId, String owners) {
        return switch (kind) {
            case UNIT -> Set.of(SIGNED_IN);
            case INDICATOR -> Set.of(READERS);
            case GOAL, ACTIVITY -> {
                Set<String> all = Arrays.stream(owners.split(","))
                        .filter(owner -> !owner.isEmpty())
                        .map(owner -> PERSON + owner)
                        .collect(Collectors.toSet());
                all.add(UNIT + unitId);
                yield all;
            }
        };
    }
}
