package se.samsyn.core.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.api.event.Event;
import se.samsyn.core.access.Ids;
import se.samsyn.core.change.SettingRepository;
import se.samsyn.core.database.Database;
import se.samsyn.core.event.EventLog;
import se.samsyn.core.event.Listener;
import se.samsyn.core.event.Listening;
import se.samsyn.core.field.Fields;
import se.samsyn.core.search.CoreDocuments.Kind;

/** Keeps what can be found of core's in step with what there is. */
final class CoreIndex {

    private static final Logger LOG = LoggerFactory.getLogger(CoreIndex.class);
    private static final String OWNER = "search";

    /** Counted up when documents are made in another way, so that all are made anew. */
    private static final String FORM = "2";

    private static final String FORM_SETTING = "search.form";
    private static final String FIELDS_SETTING = "search.fields";
    private static final int AT_ONCE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Database database;
    private final EventLog events;
    private final SearchStore store;
    private final CoreDocuments documents;
    private final SettingRepository settings;
    private @Nullable Listening listening;
    private volatile boolean started;
    private final ExecutorService refreshing = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "search-fields");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean closed;

    CoreIndex(Database database, EventLog events, SearchStore store, Fields goalFields) {
        this.database = database;
        this.events = events;
        this.store = store;
        this.documents = new CoreDocuments(database.jdbi(), goalFields);
        this.settings = new SettingRepository(database.jdbi());
    }

    /** Brings the index up to date, and keeps it so from now on. */
    synchronized void start() {
        if (closed) {
            return;
        }
        store.prepare();
        if (listening == null) {
            listening = Listening.begin(events, OWNER, listeners());
        }
        if (settings.find(FORM_SETTING).filter(FORM::equals).isEmpty()) {
            makeAnew();
        }
        refreshing.execute(this::refresh);
        started = true;
    }

    /** What stands in a plugin's fields is found while the plugin is on; to be called when one comes or goes. */
    void fieldsChanged() {
        if (started && !closed) {
            try {
                refreshing.execute(this::refresh);
            } catch (RejectedExecutionException e) {
                LOG.debug("Closed meanwhile", e);
            }
        }
    }

    private void refresh() {
        try {
            String now = documents.fields();
            if (!settings.find(FIELDS_SETTING).orElse("").equals(now)) {
                long after = 0;
                while (after >= 0 && !closed) {
                    after = indexFields(after);
                }
                if (!closed) {
                    database.write(() -> settings.put(FIELDS_SETTING, now));
                }
            }
        } catch (RuntimeException e) {
            LOG.error("What stands in plugins' fields could not be indexed; it is tried again at the next start", e);
        }
    }

    private long indexFields(long after) {
        return database.write(() -> {
            List<Long> goals = documents.goalsWithFields(after, AT_ONCE);
            index(Kind.GOAL, goals);
            return goals.size() < AT_ONCE ? -1 : goals.get(goals.size() - 1);
        });
    }

    private List<Listener> listeners() {
        List<Listener> listeners = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            listeners.add(new Listener(
                    OWNER, kind.event(), EventLog.CORE, kind.event(), EventLog.CORE_VERSION, event -> hear(kind, event)));
        }
        return listeners;
    }

    private void makeAnew() {
        LOG.info("What can be found is indexed anew");
        store.erase(EventLog.CORE);
        for (Kind kind : Kind.values()) {
            long after = 0;
            while (after >= 0 && !closed) {
                after = index(kind, after);
            }
        }
        if (!closed) {
            database.write(() -> settings.put(FORM_SETTING, FORM));
        }
    }

    /** Within one unit of work, so that nothing newer is put in the place of by what was read. */
    private long index(Kind kind, long after) {
        return database.write(() -> {
            List<CoreDocuments.Document> some = documents.after(kind, after, AT_ONCE);
            store.put(EventLog.CORE, some.stream().map(CoreDocuments.Document::entry).toList());
            return some.size() < AT_ONCE ? -1 : some.get(some.size() - 1).id();
        });
    }

    private void hear(Kind kind, Event event) {
        long id = Ids.parse(event.entityId()).orElseThrow();
        database.write(() -> {
            index(kind, Set.of(id));
            if (kind == Kind.GOAL) {
                index(Kind.ACTIVITY, documents.activities(id));
            }
        });
    }

    private void index(Kind kind, Collection<Long> ids) {
        store.remove(EventLog.CORE, ids.stream().map(kind::name).toList());
        store.put(EventLog.CORE, documents.of(kind, ids));
    }

    void close() {
        closed = true;
        refreshing.shutdown();
        try {
            refreshing.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (listening != null) {
                listening.close(PATIENCE);
            }
        }
    }
}
