package se.samsyn.core.plugin.jar;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plugin cannot be used, for a reason that the message {@code plugin.problem.<code>} tells in plain words. */
public final class PluginRefused extends RuntimeException {

    private static final long serialVersionUID = 1;
    private final String code;
    private final transient List<String> arguments;

    public PluginRefused(String code, Object... arguments) {
        this(code, null, arguments);
    }

    public PluginRefused(String code, @Nullable Throwable cause, Object... arguments) {
        super(code + " " + Arrays.toString(arguments), cause);
        this.code = code;
        this.arguments = Arrays.stream(arguments).map(String::valueOf).toList();
    }

    public String code() {
        return code;
    }

    public List<String> arguments() {
        return arguments;
    }
}
