package se.samsyn.api.work;

import java.time.LocalDate;
import java.util.List;
import se.samsyn.api.access.Caller;
import se.samsyn.api.service.Services;

/**
 * Tells what stands in a person's calendar: on the calendar page, on 'Min sida', on a ring of its own of the annual wheel,
 * and in the feed that they subscribe to from their own calendar program.
 *
 * <pre>{@code
 * .calendar((span, caller, services) -> parts.calendar().entries(span, caller, services))
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * assertThat(larare.get("/calendar?month=2026-12").body()).contains(next, "Arbetslag 4–6");
 * assertThat(world.samsyn.signIn("lasare").get("/calendar?month=2026-12").body()).doesNotContain("Arbetslag 4–6");
 * }</pre>
 *
 * @since 0.9.0
 */
@FunctionalInterface
public interface CalendarSource {

    /**
     * Called for a page or a feed, so it must be quick. What takes longer than two seconds is broken off. When it is, or
     * fails, the page says that the plugin's dates could not be read, and the feed answers that it is to be asked later.
     *
     * @param span the days that are asked for: a month, a year or more
     * @param caller whose calendar it is
     * @param services Samsyn's data as they may see it
     */
    List<CalendarEntry> entries(Span span, Caller caller, Services services);

    /**
     * Days in Europe/Stockholm.
     *
     * @param from the first
     * @param to the last
     */
    record Span(LocalDate from, LocalDate to) {}
}
