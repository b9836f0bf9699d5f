package se.samsyn.plugin.meetings;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.samsyn.api.PluginDatabase;

/** What has happened to items of agendas. */
final class ItemHistory {

    private static final Set<String> FORM = Set.of("title", "presenterId", "minutes", "subject");
    private static final int LATEST = 100;

    private final PluginDatabase database;

    ItemHistory(PluginDatabase database) {
        this.database = database;
    }

    /** What took it to the state that it is in; empty when nothing has yet. */
    Optional<ChangeTrail.Entry> stateChange(long id) {
        return database.read(handle -> ChangeTrail.latest(handle, Item.ENTITY, id, "state"));
    }

    /** The latest change of what its form says; empty while it says what it was made with. */
    Optional<ChangeTrail.Entry> formChange(long id) {
        return database.read(handle -> ChangeTrail.of(handle, List.of(Item.ENTITY), id, LATEST)).stream()
                .filter(entry -> FORM.contains(entry.field()) && (entry.before() != null || !entry.field().equals("title")))
                .findFirst();
    }

    /** Of the item, and of what was decided and promised under it; newest first. */
    List<ChangeTrail.Entry> of(long id, int limit) {
        return database.read(handle -> handle.createQuery(ChangeTrail.ENTRY
                        + """
                           where id in (
                                 select own.id from p_meetings_change own where own.entity = :item and own.entity_id = :id
                                 union all
                                 select c.id from p_meetings_decision d join p_meetings_change c
                                     on c.entity = :decision and c.entity_id = d.id and c.field in ('text', 'removed')
                                  where d.item_id = :id
                                 union all
                                 select c.id from p_meetings_action a join p_meetings_change c
                                     on c.entity = :action and c.entity_id = a.id and c.field in ('text', 'removed', 'ownerId', 'due')
                                  where a.item_id = :id)
                           order by id desc limit :limit
                          """)
                .bind("item", Item.ENTITY)
                .bind("decision", Decision.ENTITY)
                .bind("action", Action.ENTITY)
                .bind("id", id)
                .bind("limit", limit)
                .map(ChangeTrail.READ)
                .list());
    }
}
