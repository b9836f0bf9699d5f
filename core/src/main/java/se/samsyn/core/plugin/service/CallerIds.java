package se.samsyn.core.plugin.service;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;

/** Ids as plugins have them, and who may ask at all. */
final class CallerIds {

    private CallerIds() {}

    /** Whether the caller sees anything: a user who is signed in, or the system or a part of it. */
    static boolean sees(CurrentUser user) {
        return user.known();
    }

    static void requireLimit(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new IllegalArgumentException("The limit is from 1 to " + most + ", not " + limit);
        }
    }

    /** The ids as numbers, each once; what is none is left out. */
    static List<Long> numbers(Collection<String> ids) {
        return ids.stream()
                .map(Ids::parse)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .distinct()
                .toList();
    }
}
