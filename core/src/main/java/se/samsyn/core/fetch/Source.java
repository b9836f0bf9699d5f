package se.samsyn.core.fetch;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import se.samsyn.core.settings.FetchSettings;

/** Where published statistics come from. */
enum Source {
    KOLADA("Kolada", "kolada"),
    SKOLVERKET("Skolverket", "skolenhetskod");

    private final String title;
    private final String scheme;

    Source(String title, String scheme) {
        this.title = title;
        this.scheme = scheme;
    }

    static Optional<Source> of(String code) {
        return Arrays.stream(values()).filter(source -> source.code().equals(code)).findFirst();
    }

    /** As in addresses, in the database, and what its indicators have for a source. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is called, and what stands beside its figures. */
    String title() {
        return title;
    }

    /** What it knows units by. */
    String scheme() {
        return scheme;
    }

    /** What the change log knows it by. */
    long id() {
        return ordinal() + 1L;
    }

    URI address(FetchSettings settings) {
        return this == KOLADA ? settings.kolada() : settings.skolverket();
    }
}
