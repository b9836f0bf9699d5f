package se.samsyn.core.plugin.jar;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.web.Localized;

/** A plugin cannot be used, for a reason that the message {@code plugin.problem.<code>} tells in plain words. */
public final class PluginRefused extends RuntimeException {

    private static final long serialVersionUID = 1;
    private final String code;
    private final transient List<Object> arguments;

    public PluginRefused(String code, Object... arguments) {
        this(code, null, arguments);
    }

    public PluginRefused(String code, @Nullable Throwable cause, Object... arguments) {
        super(code + " " + Arrays.toString(arguments), cause);
        this.code = code;
        this.arguments = Arrays.stream(arguments)
                .map(argument -> argument instanceof Localized ? argument : String.valueOf(argument))
                .toList();
    }

    public String code() {
        return code;
    }

    /** Texts, and what is one in each language. */
    public List<Object> arguments() {
        return arguments;
    }
}
