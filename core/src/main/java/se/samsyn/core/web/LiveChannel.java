package se.samsyn.core.web;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import se.samsyn.api.live.Live;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.Json;
import se.samsyn.core.database.SwedishCollation;

/** What one tells and who listens to it, by topic. */
public final class LiveChannel implements Live, AutoCloseable {

    private static final Pattern EVENT = Pattern.compile("[a-z0-9-]{1,50}");
    private static final String PRESENT = "present";
    private static final int LONGEST_TOPIC = 100;
    private static final int LONGEST_DATA = 64_000;

    /** Whoever reloads a page, or connects anew, has not left. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final LiveStreams streams;
    private final Consumer<Runnable> afterCommit;
    private final Map<String, Topic> topics = new HashMap<>();
    private boolean closed;

    LiveChannel(LiveStreams streams, Consumer<Runnable> afterCommit) {
        this.streams = streams;
        this.afterCommit = afterCommit;
    }

    /** Those who listen to one topic, and whom they were last told of. */
    private static final class Topic {
        private final List<LiveStream> listeners = new CopyOnWriteArrayList<>();
        private List<Present> told = List.of();
    }

    /** How a wish to listen was met. */
    enum Entry {
        OPEN,
        TOO_MANY,
        CLOSED
    }

    @Override
    public void tell(String topic, String event, String data) {
        requireTopic(topic);
        if (!EVENT.matcher(event).matches() || event.equals(PRESENT)) {
            throw new IllegalArgumentException("Not the name of an event: " + event);
        }
        if (data.length() > LONGEST_DATA) {
            throw new IllegalArgumentException("Too much to tell at once: " + data.length() + " characters");
        }
        byte[] bytes = bytes(event, data);
        afterCommit.accept(() -> send(topic, bytes));
    }

    @Override
    public void letGo(String topic, String userId) {
        requireTopic(topic);
        afterCommit.accept(() -> listeners(topic, userId).forEach(LiveStream::end));
    }

    private synchronized List<LiveStream> listeners(String topic, String userId) {
        Topic found = topics.get(topic);
        return found == null
                ? List.of()
                : found.listeners.stream().filter(one -> one.userId().equals(userId)).toList();
    }

    @Override
    public synchronized List<Present> present(String topic) {
        Topic found = topics.get(topic);
        return found == null ? List.of() : present(found);
    }

    /** How many people listen to anything here. */
    public synchronized int listening() {
        return (int) topics.values().stream()
                .flatMap(topic -> topic.listeners.stream())
                .map(LiveStream::userId)
                .distinct()
                .count();
    }

    private static void requireTopic(String topic) {
        if (topic.isEmpty() || topic.length() > LONGEST_TOPIC) {
            throw new IllegalArgumentException("A topic has 1 to " + LONGEST_TOPIC + " characters: " + topic);
        }
    }

    private static byte[] bytes(String event, String data) {
        StringBuilder text = new StringBuilder("event: ").append(event).append('\n');
        data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        if (data.isEmpty()) {
            // Without a line of data a browser takes no notice.
            text.append("data:\n");
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Begins to answer with what is told from now on.
     *
     * @param admitted whether the user may still listen
     */
    Entry listen(Context context, String topic, CurrentUser user, BooleanSupplier admitted) {
        requireTopic(topic);
        LiveStream stream = new LiveStream(streams, user.id(), user.name(), admitted, ended -> left(topic, ended));
        if (isClosed()) {
            return Entry.CLOSED;
        }
        if (!streams.enter(stream)) {
            return Entry.TOO_MANY;
        }
        try {
            stream.open(context);
        } catch (RuntimeException e) {
            streams.leave(stream);
            throw e;
        }
        if (!joined(topic, stream)) {
            stream.end();
        }
        return Entry.OPEN;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized boolean joined(String topic, LiveStream stream) {
        if (closed || stream.ended()) {
            return false;
        }
        Topic found = topics.computeIfAbsent(topic, name -> new Topic());
        found.listeners.add(stream);
        if (!tellPresent(found)) {
            stream.offer(presentBytes(found.told));
        }
        return true;
    }

    private synchronized void left(String topic, LiveStream stream) {
        streams.leave(stream);
        Topic found = topics.get(topic);
        if (found == null || !found.listeners.remove(stream)) {
            return;
        }
        if (found.listeners.isEmpty()) {
            topics.remove(topic);
        } else {
            streams.later(() -> tellPresentAnew(topic), GRACE);
        }
    }

    private synchronized void tellPresentAnew(String topic) {
        Topic found = topics.get(topic);
        if (found != null) {
            tellPresent(found);
        }
    }

    /** Whether those who listen had to be told who they are. */
    private boolean tellPresent(Topic topic) {
        List<Present> now = present(topic);
        if (now.equals(topic.told)) {
            return false;
        }
        topic.told = now;
        byte[] bytes = presentBytes(now);
        topic.listeners.forEach(listener -> listener.offer(bytes));
        return true;
    }

    private static byte[] presentBytes(List<Present> present) {
        return bytes(PRESENT, Json.write(present.stream().map(Present::name).toList()));
    }

    private static List<Present> present(Topic topic) {
        Map<String, Present> present = new LinkedHashMap<>();
        for (LiveStream listener : topic.listeners) {
            if (!listener.userId().isEmpty()) {
                present.put(listener.userId(), new Present(listener.userId(), listener.name()));
            }
        }
        return present.values().stream()
                .sorted(Comparator.comparing(Present::name, SwedishCollation::compare).thenComparing(Present::userId))
                .toList();
    }

    private synchronized void send(String topic, byte[] bytes) {
        Topic found = topics.get(topic);
        if (found != null) {
            found.listeners.forEach(listener -> listener.offer(bytes));
        }
    }

    /** Ends all that listen; nobody listens here again. */
    @Override
    public void close() {
        List<LiveStream> all = new ArrayList<>();
        synchronized (this) {
            closed = true;
            topics.values().forEach(topic -> all.addAll(topic.listeners));
            topics.clear();
        }
        all.forEach(LiveStream::end);
    }
}
