package se.samsyn.core.plugin.jar;

import java.util.List;

/**
 * Why a plugin is not in use.
 *
 * @param code the message {@code plugin.problem.<code>} tells it in plain words
 * @param arguments the message's arguments
 */
public record PluginProblem(Stage stage, String code, List<Object> arguments) {

    /** The steps of enabling and disabling. The message {@code plugin.stage.<NAME>} names each. */
    public enum Stage {
        CHECK,
        LOAD,
        DEFINE,
        VALIDATE,
        MIGRATE,
        START,
        STOP
    }

    /** What went wrong as the machine says it, for whoever is to mend it; empty when the message tells all. */
    public String technical() {
        return switch (code) {
            case "callback" -> arguments.get(0) + ": " + arguments.get(1);
            case "unexpected", "unreadable", "unpack", "migration.failed" -> String.valueOf(arguments.get(0));
            default -> "";
        };
    }

    public static PluginProblem of(Stage stage, RuntimeException failure) {
        return failure instanceof PluginRefused refused
                ? new PluginProblem(stage, refused.code(), refused.arguments())
                : new PluginProblem(stage, "unexpected", List.of(String.valueOf(failure)));
    }
}
