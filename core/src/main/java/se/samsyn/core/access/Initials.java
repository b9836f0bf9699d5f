package se.samsyn.core.access;

import java.util.Locale;

/** The two letters that stand for a person's name. */
public final class Initials {

    private Initials() {}

    public static String of(String name) {
        String[] parts = name.strip().split("\\s+");
        String last = parts.length > 1 ? first(parts[parts.length - 1]) : "";
        String both = first(parts[0]) + last;
        return both.isEmpty() ? "?" : both.toUpperCase(Locale.ROOT);
    }

    private static String first(String part) {
        return part.isEmpty() ? "" : part.substring(0, part.offsetByCodePoints(0, 1));
    }
}
