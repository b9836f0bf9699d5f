package se.samsyn.core.change;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import se.samsyn.api.web.InputException;
import se.samsyn.api.web.Request;
import se.samsyn.core.database.Times;

/**
 * When a page is to be seen as it was: {@code ?asof=2026-03-01} as the day ended, {@code ?asof=2026-03-01T09:00:00.000Z}
 * right after that instant.
 *
 * @param date the day
 * @param until the first instant that is no longer seen
 */
public record AsOf(LocalDate date, Instant until) {

    /**
     * What the request asks for; empty for things as they are now.
     *
     * @throws InputException when it is no date, or one that has not come
     */
    public static Optional<AsOf> of(Request request, Clock clock) {
        String text = request.query("asof");
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        AsOf asOf = parse(text.strip(), request);
        if (asOf.date.isAfter(Times.date(clock.instant()))) {
            throw wrong(request, "change.asof.error.future");
        }
        return Optional.of(asOf);
    }

    private static AsOf parse(String text, Request request) {
        try {
            return parse(text);
        } catch (DateTimeException e) {
            throw wrong(request, "change.asof.error.date");
        }
    }

    /**
     * What a day or an instant, as addresses write them, means.
     *
     * @throws DateTimeException when it is neither
     */
    public static AsOf parse(String text) {
        if (text.length() > 10) {
            Instant instant = Instant.parse(text);
            return new AsOf(Times.date(instant), instant.plusMillis(1));
        }
        LocalDate date = LocalDate.parse(text);
        return new AsOf(date, Times.endOf(date));
    }

    private static InputException wrong(Request request, String key) {
        String text = request.text(key);
        return new InputException(text, Map.of("asof", text));
    }
}
