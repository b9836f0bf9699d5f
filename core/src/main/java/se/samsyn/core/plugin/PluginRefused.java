package se.samsyn.core.plugin;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plugin cannot be used, for a reason that the message {@code plugin.problem.<code>} tells in plain words. */
final class PluginRefused extends RuntimeException {

    private static final long serialVersionUID = 1;
    private final String code;
    private final transient List<String> arguments;

    PluginRefused(String code, Object... arguments) {
        this(code, null, arguments);
    }

    PluginRefused(String code, @Nullable Throwable cause, Object... arguments) {
        super(code + " " + Arrays.toString(arguments), cause);
        this.code = code;
        this.arguments = Arrays.stream(arguments).map(String::valueOf).toList();
    }

    String code() {
        return code;
    }

    List<String> arguments() {
        return arguments;
    }
}
