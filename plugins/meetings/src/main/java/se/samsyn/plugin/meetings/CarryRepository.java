package se.samsyn.plugin.meetings;

import java.util.List;
import org.jdbi.v3.core.Handle;
import se.samsyn.api.subject.Subject;

/** Items that go on from those of earlier meetings, in the plugin's tables. */
final class CarryRepository {

    private final ItemRepository items;
    private final ChangeTrail trail;

    CarryRepository(ItemRepository items, ChangeTrail trail) {
        this.items = items;
        this.trail = trail;
    }

    /** Lets an item of the template go on from one of an earlier meeting, with its presenter and subject where it has none. */
    void goesOn(Handle handle, Item standing, Item from, String personId) {
        Subject subject = standing.subject() == null ? from.subject() : standing.subject();
        String presenter = standing.presenterId() == null ? from.presenterId() : standing.presenterId();
        items.update(
                handle,
                standing,
                standing.version(),
                new ItemRepository.Details(standing.title(), presenter, standing.minutes(), subject),
                personId);
        handle.createUpdate("update p_meetings_item set carried_from = :from where id = :id")
                .bind("from", from.id())
                .bind("id", standing.id())
                .execute();
        trail.record(handle, personId, standing.entity(), "carriedFrom", null, from.id());
    }

    /** Items of meetings to come that go on from these, and that nobody has done anything with; their files are not asked for. */
    static List<Item> untouchedFrom(Handle handle, List<Item> sources) {
        if (sources.isEmpty()) {
            return List.of();
        }
        return handle.createQuery(ItemRepository.SELECT
                        + """
                           join p_meetings_meeting t on t.id = i.meeting_id
                          where i.carried_from in (<sources>) and i.removed = false and t.state = 'PLANNED' and t.called_off = false
                            and (i.standing = true or i.version = 1)
                            and not exists (select 1 from p_meetings_item c where c.carried_from = i.id)
                          order by i.id
                          """)
                .bindList("sources", sources.stream().map(Item::id).toList())
                .map(ItemRepository.ITEM)
                .list();
    }

    /** Takes away that it goes on from an earlier item, and with that the item where it stands there for that alone. */
    void withdraw(Handle handle, Item item, String personId) {
        handle.createUpdate(
                        "update p_meetings_item set carried_from = null, removed = :removed, version = version + 1 where id = :id")
                .bind("removed", !item.standing())
                .bind("id", item.id())
                .execute();
        trail.record(handle, personId, item.entity(), "carriedFrom", item.carriedFrom(), null);
        trail.record(handle, personId, item.entity(), "removed", false, !item.standing());
    }
}
