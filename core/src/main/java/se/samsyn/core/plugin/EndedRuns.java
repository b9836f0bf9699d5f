package se.samsyn.core.plugin;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A plugin's earlier runs whose classes are still in memory. Refers to them without keeping them there. */
final class EndedRuns {

    /** What is on its way out, such as an answer that is being sent, may hold it the first time. */
    private static final int TRIES = 3;

    private final List<Ended> runs = new CopyOnWriteArrayList<>();

    private static final class Ended {
        private final WeakReference<PluginClasses> classes;
        private volatile boolean running;
        private volatile int tries = TRIES;

        private Ended(PluginClasses classes) {
            this.classes = new WeakReference<>(classes);
        }
    }

    void add(PluginClasses classes) {
        runs.add(new Ended(classes));
    }

    /** Whether a collection of memory might free one: it has just ended, or its last thread has. */
    boolean worthCollecting() {
        return runs.stream().anyMatch(run -> run.tries > 0 && (!run.running || threads(run).isEmpty()));
    }

    /** Looks again after memory has been collected; none of the runs may be on the caller's stack. */
    void lookAfterCollection() {
        runs.removeIf(run -> run.classes.get() == null);
        for (Ended run : runs) {
            run.running = !threads(run).isEmpty();
            run.tries = run.running ? TRIES : run.tries - 1;
        }
    }

    /** Whether any has classes that stay in memory: its code runs, or collecting it did not free them. */
    boolean held() {
        return runs.stream().anyMatch(run -> (run.running || run.tries == 0) && run.classes.get() != null);
    }

    /** The threads that run their code still. */
    List<Thread> threads() {
        return runs.stream().flatMap(run -> threads(run).stream()).toList();
    }

    private static List<Thread> threads(Ended run) {
        PluginClasses classes = run.classes.get();
        return classes == null ? List.of() : PluginThreads.of(classes);
    }
}
