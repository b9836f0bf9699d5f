package se.samsyn.core.plugin;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run a plugin's code: requests inside it, its callbacks, and threads that it made. A thread is the
 * plugin's while its context class loader is, or, where it is no plugin's, while a class of the plugin's is in its stack.
 */
final class PluginThreads {

    private static final int LINES = 8;
    private static final Duration PAUSE = Duration.ofMillis(10);

    private PluginThreads() {}

    /** Those that live now, the current one apart. */
    static List<Thread> of(PluginClasses classes) {
        return others().filter(thread -> isOwn(classes, thread) || runs(classes, thread)).toList();
    }

    private static Stream<Thread> others() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread != Thread.currentThread());
    }

    private static boolean isOwn(PluginClasses classes, Thread thread) {
        return loader(thread) == classes;
    }

    /** Of the thread's class if that is a plugin's, so that no method of a plugin's is called; else the context's. */
    private static @Nullable ClassLoader loader(Thread thread) {
        ClassLoader own = thread.getClass().getClassLoader();
        return own instanceof PluginClasses ? own : thread.getContextClassLoader();
    }

    /** Two plugins may have classes of the same name, so that this tells nothing of a thread that is another's. */
    private static boolean runs(PluginClasses classes, Thread thread) {
        if (loader(thread) instanceof PluginClasses) {
            return false;
        }
        return inStack(classes, thread) && !(loader(thread) instanceof PluginClasses);
    }

    private static boolean inStack(PluginClasses classes, Thread thread) {
        return Arrays.stream(thread.getStackTrace()).anyMatch(element -> classes.hasLoaded(element.getClassName()));
    }

    /** Those are in the uppermost group, where nobody else's are put. */
    private static boolean isOfTheJdk(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group != null && group.getParent() == null && thread.getClass() == Thread.class;
    }

    /**
     * Interrupts the threads that the plugin made, and waits for them. Those of the JDK's own that happened to begin in
     * its calls, as the one that waits for processes, are taken from it.
     *
     * @param inCall those whose calls into plugins end otherwise; they are core's again at any moment
     * @param patience how long to wait
     */
    static void end(PluginClasses classes, Set<Thread> inCall, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        left(classes, inCall).stream()
                .filter(thread -> isOfTheJdk(thread) && !inStack(classes, thread))
                .forEach(thread -> thread.setContextClassLoader(null));
        List<Thread> threads = left(classes, inCall);
        threads.forEach(Thread::interrupt);
        try {
            while (!threads.isEmpty() && System.nanoTime() - until < 0) {
                Thread.sleep(PAUSE.toMillis());
                threads = left(classes, inCall);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Thread> left(PluginClasses classes, Set<Thread> inCall) {
        return others().filter(thread -> !inCall.contains(thread) && isOwn(classes, thread)).toList();
    }

    /** A thread's name and the uppermost lines of its stack. */
    static String describe(Thread thread) {
        StringBuilder text = new StringBuilder(thread.getName());
        StackTraceElement[] stack = thread.getStackTrace();
        for (int i = 0; i < Math.min(stack.length, LINES); i++) {
            text.append("\n  at ").append(stack[i]);
        }
        return text.toString();
    }
}
