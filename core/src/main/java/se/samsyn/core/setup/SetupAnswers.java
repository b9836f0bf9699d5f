package se.samsyn.core.setup;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.planning.PlanType.Calendar;

/** What has been answered so far; null for what has not. */
record SetupAnswers(
        @Nullable String locale,
        @Nullable Municipality municipality,
        @Nullable Administrator administrator,
        @Nullable Levels levels,
        @Nullable List<String> modules,
        @Nullable Beginning beginning) {

    static final SetupAnswers NONE = new SetupAnswers(null, null, null, null, null, null);

    /** The municipality's name and colour. */
    record Municipality(String name, String colour) {}

    /** The first administrator; the password itself is not kept. */
    record Administrator(String username, String name, String passwordHash) {}

    /** The names of the levels of goals, the highest first, and the year they follow. */
    record Levels(Calendar calendar, List<String> names) {}

    /** How to begin. */
    enum Beginning {
        EMPTY,
        IMPORT,
        DEMO
    }

    SetupAnswers in(String language) {
        return new SetupAnswers(language, municipality, administrator, levels, modules, beginning);
    }

    SetupAnswers with(Municipality answer) {
        return new SetupAnswers(locale, answer, administrator, levels, modules, beginning);
    }

    SetupAnswers with(Administrator answer) {
        return new SetupAnswers(locale, municipality, answer, levels, modules, beginning);
    }

    SetupAnswers with(Levels answer) {
        return new SetupAnswers(locale, municipality, administrator, answer, modules, beginning);
    }

    SetupAnswers with(List<String> answer) {
        return new SetupAnswers(locale, municipality, administrator, levels, answer, beginning);
    }

    SetupAnswers with(Beginning answer) {
        return new SetupAnswers(locale, municipality, administrator, levels, modules, answer);
    }

    /** Whether the step has been answered. */
    boolean has(SetupStep step) {
        return switch (step) {
            case LANGUAGE -> locale != null;
            case MUNICIPALITY -> municipality != null;
            case ADMINISTRATOR -> administrator != null;
            case LEVELS -> levels != null;
            case MODULES -> modules != null;
            case BEGINNING -> beginning != null;
            case CHECK -> false;
        };
    }

    /** The first step that has not been answered. */
    SetupStep next() {
        for (SetupStep step : SetupStep.values()) {
            if (!has(step)) {
                return step;
            }
        }
        return SetupStep.CHECK;
    }
}
