package se.samsyn.plugin.meetings;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Brings what was not finished to the next meeting of the series, from meetings that were held or called off: each item once,
 * whoever comes to it first. What stands on every agenda comes up anyway; where it was postponed, the one that stands there
 * goes on from it.
 */
final class CarryOver {

    private static final String NEXT =
            """
            select id from p_meetings_meeting where series_id = :series and state = 'PLANNED' and called_off = false
               and starts_at >= coalesce((
                    select max(case when e.ended_at < e.starts_at then e.ended_at else e.starts_at end)
                      from p_meetings_meeting e where e.series_id = :series and e.state in ('HELD', 'ATTESTED')), '')
             order by starts_at, id limit 1
            """;
    private static final String UNFINISHED =
            """
            select i.id from p_meetings_item i join p_meetings_meeting t on t.id = i.meeting_id
             where i.series_id = :series and i.removed = false and (t.state in ('HELD', 'ATTESTED') or t.called_off = true)
               and (i.state = 'POSTPONED' or i.state = 'OPEN' and (i.carried_from is not null or not exists (
                    select 1 from p_meetings_template_item x where x.series_id = i.series_id and x.title = i.title)))
               and not exists (select 1 from p_meetings_item c where c.carried_from = i.id)
             order by t.starts_at, i.position, i.id
            """;

    private final ItemRepository items;

    CarryOver(ItemRepository items) {
        this.items = items;
    }

    /**
     * When a meeting has been called, has ended or was called off, within that transaction.
     *
     * @return how many items were brought along
     */
    int bring(Handle handle, long seriesId, String personId) {
        Optional<Meeting> next = handle.createQuery(NEXT)
                .bind("series", seriesId)
                .mapTo(Long.class)
                .findOne()
                .flatMap(id -> MeetingRepository.find(handle, id));
        if (next.isEmpty()) {
            return 0;
        }
        List<Long> unfinished =
                handle.createQuery(UNFINISHED).bind("series", seriesId).mapTo(Long.class).list();
        for (long id : unfinished) {
            ItemRepository.find(handle, id).ifPresent(item -> bring(handle, item, next.get(), personId));
        }
        return unfinished.size();
    }

    private void bring(Handle handle, Item item, Meeting next, String personId) {
        Optional<Item> standing = ItemRepository.of(handle, next.id()).stream()
                .filter(there -> there.proposedBy().isEmpty() && there.carriedFrom() == null && there.state() == Item.State.OPEN)
                .filter(there -> there.title().equals(item.title()))
                .findFirst();
        if (standing.isPresent()) {
            items.goesOn(handle, standing.get(), item, personId);
        } else {
            items.add(
                    handle,
                    next,
                    new ItemRepository.Details(item.title(), item.presenterId(), item.minutes(), item.subject()),
                    ItemRepository.Origin.carried(item),
                    personId);
        }
    }
}
