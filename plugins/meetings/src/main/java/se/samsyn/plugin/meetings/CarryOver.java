package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;

/**
 * Brings what was not finished to the coming meeting of the series: each item once, whoever comes to it first. What stands
 * on every agenda comes up anyway; where it was postponed, the one that stands there goes on from it.
 */
final class CarryOver {

    /** The first that is not over yet; one that was forgotten does not come any more. */
    private static final String NEXT =
            """
            select id from p_meetings_meeting where series_id = :series and state = 'PLANNED' and called_off = false
               and ends_at >= :now order by starts_at, id limit 1
            """;

    /** Of the meeting that leaves things, and of the latest one held and those called off since. */
    private static final String UNFINISHED =
            """
            select i.id from p_meetings_item i join p_meetings_meeting t on t.id = i.meeting_id
             where i.removed = false and i.meeting_id in (
                    select t.id from p_meetings_meeting t where t.series_id = :series and (t.id = :from
                       or (t.state in ('HELD', 'ATTESTED') or t.called_off = true) and t.starts_at >= coalesce((
                           select max(e.starts_at) from p_meetings_meeting e
                            where e.series_id = :series and e.state in ('HELD', 'ATTESTED')), '')))
               and (i.state = 'POSTPONED' or i.state = 'OPEN' and (i.standing = false or i.carried_from is not null))
               and not exists (select 1 from p_meetings_item c where c.carried_from = i.id)
             order by t.starts_at, i.position, i.id
            """;

    private final Store store;
    private final ItemFiles files;
    private final Clock clock;

    CarryOver(Store store, ItemFiles files, Clock clock) {
        this.store = store;
        this.files = files;
        this.clock = clock;
    }

    /**
     * When a meeting has been called, has ended or was called off, within that transaction.
     *
     * @param from the meeting that ended or was called off, or null
     */
    void bring(Handle handle, long seriesId, @Nullable Meeting from, String personId) {
        Optional<Meeting> next = handle.createQuery(NEXT)
                .bind("series", seriesId)
                .bind("now", Times.text(clock.instant()))
                .mapTo(Long.class)
                .findOne()
                .flatMap(id -> MeetingRepository.find(handle, id));
        if (next.isEmpty()) {
            return;
        }
        List<Item> standing = new ArrayList<>(ItemRepository.of(handle, next.get().id()).stream()
                .filter(there -> there.standing() && there.carriedFrom() == null && there.state() == Item.State.OPEN)
                .toList());
        List<Item> added = new ArrayList<>();
        handle.createQuery(UNFINISHED)
                .bind("series", seriesId)
                .bind("from", from == null ? 0 : from.id())
                .mapTo(Long.class)
                .list()
                .forEach(id -> ItemRepository.find(handle, id)
                        .flatMap(item -> bring(handle, item, next.get(), standing, personId))
                        .ifPresent(added::add));
        beforeTheLast(handle, next.get(), added);
    }

    /** Adds what somebody proposes, or answers what it made where the form is sent again; within the caller's transaction. */
    Item propose(
            Handle handle, Meeting meeting, ItemRepository.Details what, @Nullable String sentKey, String personId) {
        List<Item> before = ItemRepository.of(handle, meeting.id());
        Item item = store.items().add(handle, meeting, what, ItemRepository.Origin.proposed(personId, sentKey), personId);
        boolean made = before.stream().noneMatch(there -> there.id() == item.id());
        // While it goes on, what is new comes last: what the meeting ends with may be under way.
        if (made && meeting.state() == Meeting.State.PLANNED) {
            beforeTheLast(handle, meeting, List.of(item));
        }
        return item;
    }

    /** What a meeting ends with stands last still: the last of what stands on every agenda, unless it is the only one. */
    private static void beforeTheLast(Handle handle, Meeting next, List<Item> added) {
        List<Item> order = new ArrayList<>(ItemRepository.of(handle, next.id()));
        List<Item> standing = order.stream().filter(Item::standing).toList();
        if (added.isEmpty() || standing.size() < 2) {
            return;
        }
        Item last = standing.get(standing.size() - 1);
        Set<Long> ids = added.stream().map(Item::id).collect(Collectors.toSet());
        List<Item> moved = order.stream().filter(item -> ids.contains(item.id())).toList();
        order.removeAll(moved);
        order.addAll(order.indexOf(last), moved);
        ItemRepository.number(handle, order);
    }

    /** The item that was added for it, where none goes on from it that stands there already. */
    private Optional<Item> bring(Handle handle, Item item, Meeting next, List<Item> standing, String personId) {
        Optional<Item> same = standing.stream().filter(there -> there.title().equals(item.title())).findFirst();
        if (same.isPresent()) {
            standing.remove(same.get());
            store.carried().goesOn(handle, same.get(), item, personId);
            return Optional.empty();
        }
        return Optional.of(store.items().add(
                handle,
                next,
                new ItemRepository.Details(item.title(), item.presenterId(), item.minutes(), item.subject()),
                ItemRepository.Origin.carried(item),
                personId));
    }

    /**
     * When these are taken up where they stood after all, or turn out to be done: what came of them on the agenda of a
     * meeting to come is taken away again, unless somebody has done something with it there.
     */
    void withdraw(Handle handle, Request request, List<Item> sources, String personId) {
        List<Item> untouched = CarryRepository.untouchedFrom(handle, sources);
        Set<Long> withFiles = files.of(request, untouched).keySet();
        for (Item copy : untouched) {
            if (!withFiles.contains(copy.id())) {
                store.carried().withdraw(handle, copy, personId);
            }
        }
    }
}
