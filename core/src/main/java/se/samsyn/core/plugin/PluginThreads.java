package se.samsyn.core.plugin;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The threads that run a plugin's code: requests inside it, its callbacks, and threads that it made. A thread is the
 * plugin's while its context class loader is, or while a class of the plugin's is in its stack.
 */
final class PluginThreads {

    private static final int LINES = 8;
    private static final Duration PAUSE = Duration.ofMillis(10);

    private PluginThreads() {}

    /** Those that live now, the current one apart. */
    static List<Thread> of(PluginClasses classes) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey() != Thread.currentThread())
                .filter(thread -> isOf(classes, thread.getKey(), thread.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isOf(PluginClasses classes, Thread thread, StackTraceElement[] stack) {
        // First its class, so that no method of a plugin's is called.
        if (thread.getClass().getClassLoader() instanceof PluginClasses own) {
            return own == classes;
        }
        if (thread.getContextClassLoader() instanceof PluginClasses own) {
            return own == classes;
        }
        for (StackTraceElement element : stack) {
            if (classes.hasLoaded(element.getClassName())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Interrupts the plugin's threads and waits for them.
     *
     * @param which of them
     * @param patience how long to wait
     */
    static void end(PluginClasses classes, Predicate<Thread> which, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        List<Thread> threads = of(classes).stream().filter(which).toList();
        threads.forEach(Thread::interrupt);
        try {
            while (!threads.isEmpty() && System.nanoTime() - until < 0) {
                Thread.sleep(PAUSE.toMillis());
                threads = of(classes).stream().filter(which).toList();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
