package se.samsyn.plugin.meetings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import se.samsyn.api.subject.Subject;

/** Items that go on from those of earlier meetings, in the plugin's tables. */
final class CarryRepository {

    private static final String EARLIER =
            """
            with recursive chain (item, source) as (
                select i.id, i.carried_from from p_meetings_item i where i.id in (<items>)
                union all
                select c.item, e.carried_from from chain c join p_meetings_item e on e.id = c.source
                 where e.carried_from is not null)
            select item, source from chain order by item, source desc
            """;

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

    /** What each of these goes on from at earlier meetings, near and far; those that go on from nothing are left out. */
    static Map<Long, List<Item>> earlier(Handle handle, List<Item> items) {
        List<Long> ids = items.stream().filter(item -> item.carriedFrom() != null).map(Item::id).toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<Long, List<Long>> sources = new HashMap<>();
        handle.createQuery(EARLIER)
                .bindList("items", ids)
                .map((row, context) -> Map.entry(row.getLong("item"), row.getLong("source")))
                .forEach(pair -> sources.computeIfAbsent(pair.getKey(), id -> new ArrayList<>()).add(pair.getValue()));
        Map<Long, Item> found = handle
                .createQuery(ItemRepository.SELECT + " where i.id in (<sources>) and i.removed = false")
                .bindList("sources", sources.values().stream().flatMap(List::stream).distinct().toList())
                .map(ItemRepository.ITEM)
                .stream()
                .collect(Collectors.toMap(Item::id, item -> item));
        Map<Long, List<Item>> earlier = new HashMap<>();
        sources.forEach((item, from) -> earlier.put(
                item, from.stream().filter(found::containsKey).map(found::get).toList()));
        return earlier;
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
