package se.samsyn.core.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.core.change.ChangeFeed;

/**
 * One owner's listeners, on a thread of their own: each hears every event at least once and in order, from where it left
 * off. The thread sleeps until something has been saved.
 */
public final class Listening {

    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
    private static final int TRIES = 3;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(10);
    private static final int AT_ONCE = 100;

    private final EventLog log;
    private final String owner;
    private final List<Ear> ears = new ArrayList<>();
    private final Semaphore woken = new Semaphore(0);
    private final Runnable wake = this::wake;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean abandoned;

    /** One listener, and how far it has come. */
    private static final class Ear {
        private final Listener listener;
        private ChangeFeed.Place place;
        /** All up to here has been heard, and this is saved. */
        private long saved;
        private boolean heard;

        private Ear(Listener listener, long position) {
            this.listener = listener;
            this.place = ChangeFeed.Place.after(position);
            this.saved = position;
        }
    }

    private Listening(EventLog log, String owner, List<Listener> listeners) {
        this.log = log;
        this.owner = owner;
        Map<String, Long> positions = log.positions(owner, listeners);
        listeners.forEach(listener -> ears.add(new Ear(listener, positions.get(listener.name()))));
        this.thread = new Thread(this::run, "events-" + owner);
        thread.setDaemon(true);
    }

    /** Begins to hear; what was missed since it left off comes first. */
    public static Listening begin(EventLog log, String owner, List<Listener> listeners) {
        Listening listening = new Listening(log, owner, listeners);
        log.await(listening.wake);
        listening.thread.start();
        return listening;
    }

    private void wake() {
        if (woken.availablePermits() == 0) {
            woken.release();
        }
    }

    private void run() {
        while (!closed) {
            try {
                while (!closed && listen()) {
                    save(false);
                }
                save(false);
                if (!closed) {
                    woken.acquire();
                    woken.drainPermits();
                }
            } catch (InterruptedException e) {
                LOG.debug("{} is woken to end", owner);
            } catch (RuntimeException e) {
                LOG.error("The events for {} could not be read or noted", owner, e);
                pause(AFTER_FAULT);
            }
        }
        try {
            save(true);
        } catch (RuntimeException e) {
            LOG.warn("How far {} has heard could not be noted; it hears the latest again", owner, e);
        }
    }

    /** Lets each hear a little, so that none waits for another that has much to hear; false when all have heard all. */
    private boolean listen() {
        boolean more = false;
        for (Ear ear : ears) {
            long latest = log.latest(ear.listener.source());
            if (latest <= ear.place.change() && ear.place.whole()) {
                continue;
            }
            List<EventLog.Placed> events = log.following(ear.listener, ear.place, AT_ONCE);
            for (EventLog.Placed event : events) {
                if (hear(ear.listener, event)) {
                    ear.place = event.place();
                    ear.heard = true;
                }
                if (closed) {
                    return false;
                }
            }
            if (events.size() < AT_ONCE) {
                ear.place = ChangeFeed.Place.after(Math.max(latest, ear.place.change()));
            } else {
                more = true;
            }
        }
        return more;
    }

    /** Whether it has been heard, or has been left since it was not to be heard. */
    private boolean hear(Listener listener, EventLog.Placed placed) {
        for (int attempt = 1; attempt <= TRIES && !closed; attempt++) {
            try {
                listener.reaction().hear(placed.event());
                return true;
            } catch (Exception e) {
                LOG.error("{} did not take the event {}, time {}", listener.name(), placed.event().id(), attempt, e);
                if (attempt == TRIES) {
                    return true;
                }
                pause(BETWEEN_TRIES);
            }
        }
        return false;
    }

    private void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            LOG.debug("{} is woken to end", owner);
        }
    }

    /**
     * Notes how far they have come: when one has heard something, and at the end.
     *
     * @param all also of those that have heard nothing, so that the next start need not look again
     */
    private void save(boolean all) {
        Map<String, Long> moved = new HashMap<>();
        for (Ear ear : ears) {
            long position = ear.place.whole() ? ear.place.change() : ear.place.change() - 1;
            if (position > ear.saved && (ear.heard || all)) {
                ear.heard = false;
                moved.put(ear.listener.name(), position);
                ear.saved = position;
            }
        }
        if (!moved.isEmpty() && !abandoned) {
            log.move(owner, moved);
        }
    }

    /**
     * Hears no more. An event that is being heard gets this long to be done with, and as long again once it is
     * interrupted.
     *
     * @return whether the thread has ended
     */
    public boolean close(Duration patience) {
        closed = true;
        log.leave(wake);
        wake();
        boolean ended = joined(patience);
        if (!ended) {
            thread.interrupt();
            ended = joined(patience);
        }
        abandoned = !ended;
        return ended;
    }

    private boolean joined(Duration patience) {
        try {
            thread.join(Math.max(1, patience.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
