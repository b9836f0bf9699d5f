package se.samsyn.plugin.meetings;

import java.util.Optional;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** Finds what an address names, and lets in those who may see or change it alone. */
final class Finding {

    private final Insight insight;
    private final Store store;
    private final Removed removed;

    Finding(Store store, Insight insight, Removed removed) {
        this.store = store;
        this.insight = insight;
        this.removed = removed;
    }

    /**
     * A meeting and how the caller sees it.
     *
     * @param frozen whether somebody has signed its minutes
     */
    record Room(Insight.Sight sight, Meeting meeting, boolean frozen) {

        Series series() {
            return sight.series();
        }

        /** Whether its agenda and what is written can be changed: from the first signature on nothing is. */
        boolean open() {
            return meeting.open() && !frozen;
        }

        /** Whether nothing in it can be changed any more, unless a signature is taken back. */
        boolean locked() {
            return frozen || meeting.state() == Meeting.State.ATTESTED;
        }

        /** Whether the caller writes in it. */
        boolean writes() {
            return sight.takesPart() && open();
        }

        /** Whether the caller leads it. */
        boolean leads() {
            return open() && sight.leads();
        }
    }

    /** An item in its meeting. */
    record Place(Room room, Item item) {

        Meeting meeting() {
            return room.meeting();
        }
    }

    /** What answers about a series. */
    @FunctionalInterface
    interface SeriesPage {
        Response of(Request request, Insight.Sight sight);
    }

    /** What answers about a meeting. */
    @FunctionalInterface
    interface RoomPage {
        Response of(Request request, Room room);
    }

    /** What answers about an item. */
    @FunctionalInterface
    interface PlacePage {
        Response of(Request request, Place place);
    }

    Response series(Request request, Insight.Level least, SeriesPage page) {
        return insight.into(request, Input.id(request.pathParameter("series")))
                .map(sight -> sight.reaches(least) ? page.of(request, sight) : Views.forbidden(request))
                .orElseGet(() -> Views.notFound(request));
    }

    Response meeting(Request request, Insight.Level least, RoomPage page) {
        return room(request, Input.id(request.pathParameter("meeting")))
                .map(room -> room.sight().reaches(least) ? page.of(request, room) : Views.forbidden(request))
                .orElseGet(() -> Views.notFound(request));
    }

    /** For those who lead a meeting that is neither signed nor, but for taking that back, called off. */
    Response leading(Request request, RoomPage page) {
        return meeting(request, Insight.Level.LEADER, (r, room) -> {
            boolean off = room.meeting().calledOff() && !"false".equals(r.form("off"));
            return room.locked() || off ? Views.shut(r, room) : page.of(r, room);
        });
    }

    /** The meeting as the caller sees it; empty when it is not theirs to see. */
    Optional<Room> room(Request request, long meetingId) {
        return store.meetings().find(meetingId)
                .flatMap(meeting -> insight.into(request, meeting.seriesId())
                        .map(sight -> new Room(sight, meeting, store.minutes().isFrozen(meeting))));
    }

    Response item(Request request, Insight.Level least, PlacePage page) {
        long id = Input.id(request.pathParameter("item"));
        return place(request, store.items().find(id))
                .map(place -> answer(request, place, least, page))
                .or(() -> place(request, store.items().removed(id)).map(place -> answer(request, place, least, removed::item)))
                .orElseGet(() -> Views.notFound(request));
    }

    private static Response answer(Request request, Place place, Insight.Level least, PlacePage page) {
        return place.room().sight().reaches(least) ? page.of(request, place) : Views.forbidden(request);
    }

    private Optional<Place> place(Request request, Optional<Item> named) {
        return named.filter(item -> item.meetingId() == Input.id(request.pathParameter("meeting")))
                .flatMap(item -> room(request, item.meetingId()).map(room -> new Place(room, item)));
    }
}
