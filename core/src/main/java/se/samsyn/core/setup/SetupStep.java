package se.samsyn.core.setup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The steps of the wizard, in their order. The message {@code setup.step.<NAME>} names each. */
enum SetupStep {
    LANGUAGE,
    MUNICIPALITY,
    ADMINISTRATOR,
    LEVELS,
    MODULES,
    BEGINNING,
    CHECK;

    String path() {
        return SetupPages.PATH + "/" + name().toLowerCase(Locale.ROOT);
    }

    static Optional<SetupStep> of(String text) {
        return Arrays.stream(values())
                .filter(step -> step.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    SetupStep next() {
        return values()[Math.min(ordinal() + 1, values().length - 1)];
    }
}
