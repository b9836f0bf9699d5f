package se.samsyn.core.event;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import se.samsyn.api.event.Event;
import se.samsyn.core.change.Change;
import se.samsyn.core.change.ChangeFeed;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.FieldChange;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Json;

/** All events there are, in the order in which they happened: core's are read from the change log. */
public final class EventLog {

    /** The source of core's own events. */
    public static final String CORE = "core";

    /** The version of their form. */
    public static final int CORE_VERSION = 1;

    /** What core tells of. */
    public static final Set<String> CORE_EVENTS = Set.of("unit", "goal", "activity", "indicator", "assessment");

    /** Those of plugins are kept so long for listeners that cannot take them at once. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final Database database;
    private final ChangeLog changes;
    private final ChangeFeed feed;
    private final EventRepository repository;
    private final Clock clock;
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();

    public EventLog(Database database, ChangeLog changes, Clock clock) {
        this.database = database;
        this.changes = changes;
        this.feed = new ChangeFeed(database);
        this.repository = new EventRepository(database.jdbi());
        this.clock = clock;
        changes.watch(this::wake);
    }

    /** The body of one of core's events. */
    record Happened(Change.Kind kind, List<String> fields) {}

    /** An event, and where one is who has heard it. */
    record Placed(Event event, ChangeFeed.Place place) {}

    /** Saves a plugin's event, with what else is written in the thread's unit of work. */
    public void publish(String plugin, String name, int version, String entityId, String body) {
        database.write(() -> {
            repository.add(plugin, name, version, entityId, clock.instant(), body);
            repository.prune(clock.instant().minus(KEPT));
            database.afterCommit(this::wake);
        });
    }

    /** Forgets what a plugin has published, within the caller's unit of work. */
    public void erase(String plugin) {
        repository.erase(plugin);
    }

    /** Lets an owner's listeners begin anew, with what happens after they are turned on again. */
    public void forget(String owner) {
        database.write(() -> repository.forget(owner));
    }

    private void wake() {
        waiting.forEach(Runnable::run);
    }

    void await(Runnable wake) {
        waiting.add(wake);
    }

    void leave(Runnable wake) {
        waiting.remove(wake);
    }

    /** How far each listener of an owner has come, by name; one that is new begins with what happens from now on. */
    Map<String, Long> positions(String owner, List<Listener> listeners) {
        Map<String, Long> known = repository.positions(owner);
        Map<String, Long> fresh = new HashMap<>();
        for (Listener listener : listeners) {
            if (!known.containsKey(listener.name())) {
                fresh.put(listener.name(), latest(listener.source()));
            }
        }
        Set<String> names = listeners.stream().map(Listener::name).collect(Collectors.toSet());
        Set<String> gone = known.keySet().stream().filter(name -> !names.contains(name)).collect(Collectors.toSet());
        if (!fresh.isEmpty() || !gone.isEmpty()) {
            database.write(() -> {
                repository.begin(owner, fresh);
                repository.forget(owner, gone);
            });
        }
        known.putAll(fresh);
        return known;
    }

    void move(String owner, Map<String, Long> positions) {
        database.write(() -> repository.move(owner, positions));
    }

    /** The number of the latest that happened at a source. */
    long latest(String source) {
        return source.equals(CORE) ? changes.latest() : repository.latest();
    }

    /** What a listener hears after a place. */
    List<Placed> following(Listener listener, ChangeFeed.Place place, int limit) {
        if (!listener.source().equals(CORE)) {
            return repository.following(listener.source(), listener.event(), listener.version(), place.change(), limit).stream()
                    .map(found -> new Placed(found.event(), ChangeFeed.Place.after(found.number())))
                    .toList();
        }
        return listener.version() == CORE_VERSION && CORE_EVENTS.contains(listener.event())
                ? feed.following(listener.event(), place, limit).stream().map(EventLog::placed).toList()
                : List.of();
    }

    private static Placed placed(Change change) {
        Event event = new Event(
                "%s-%s-%d-%d".formatted(CORE, change.entity(), change.entityId(), change.version()),
                CORE,
                change.entity(),
                CORE_VERSION,
                Long.toString(change.entityId()),
                change.at(),
                Json.write(new Happened(change.kind(), change.fields().stream().map(FieldChange::field).toList())));
        return new Placed(event, new ChangeFeed.Place(change.number(), change.entityId(), change.version()));
    }
}
