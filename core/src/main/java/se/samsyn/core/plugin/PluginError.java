package se.samsyn.core.plugin;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin threw, retold. Its own exceptions are code of the plugin's, which may fail when it is asked what it is,
 * and keep the plugin in memory.
 */
final class PluginError extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final int DEEPEST = 20;
    private static final StackTraceElement[] NOWHERE = {};

    private final String name;

    private PluginError(String name, @Nullable String message, @Nullable Throwable cause) {
        super(message, cause, false, true);
        this.name = name;
    }

    /** The same throwable when no class of the plugin's is in it, else a copy. */
    static Throwable retold(Throwable thrown, ClassLoader plugin) {
        return foreign(thrown, plugin, 0) ? copy(thrown, plugin, 0) : thrown;
    }

    private static boolean foreign(Throwable thrown, ClassLoader plugin, int depth) {
        if (depth > DEEPEST || thrown.getClass().getClassLoader() == plugin) {
            return true;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (foreign(suppressed, plugin, depth + 1)) {
                return true;
            }
        }
        Throwable cause = thrown.getCause();
        return cause != null && foreign(cause, plugin, depth + 1);
    }

    private static PluginError copy(Throwable thrown, ClassLoader plugin, int depth) {
        Throwable cause = asked(thrown::getCause, null);
        PluginError copy = new PluginError(
                thrown.getClass().getName(),
                asked(thrown::getMessage, null),
                cause == null || depth > DEEPEST ? null : copy(cause, plugin, depth + 1));
        StackTraceElement[] stack = asked(thrown::getStackTrace, NOWHERE);
        copy.setStackTrace(stack == null ? NOWHERE : stack);
        return copy;
    }

    private static <T> @Nullable T asked(Supplier<@Nullable T> question, @Nullable T otherwise) {
        try {
            return question.get();
        } catch (Throwable refused) {
            return otherwise;
        }
    }

    /** As the plugin's own would say. */
    @Override
    public String toString() {
        String message = getMessage();
        return message == null ? name : name + ": " + message;
    }

    /** What it is in one line. */
    static String line(Throwable thrown) {
        return thrown.toString().lines().findFirst().orElse("");
    }
}
