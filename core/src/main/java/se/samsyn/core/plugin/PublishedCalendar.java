package se.samsyn.core.plugin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import se.samsyn.api.access.Caller;
import se.samsyn.api.service.Services;
import se.samsyn.api.work.CalendarEntry;
import se.samsyn.api.work.CalendarSource;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.calendar.CalendarDate;
import se.samsyn.core.calendar.CalendarDates;
import se.samsyn.core.calendar.WheelRings;

/**
 * The active plugins' dates, and the ring of the annual wheel that each has. A plugin that fails or is slow is told of and
 * keeps nobody else's away.
 */
public final class PublishedCalendar implements CalendarDates, WheelRings {

    /** The page waits for all of them, so each gets little. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final String WHAT = "calendar";

    private final PublishedPlugins published;

    public PublishedCalendar(PublishedPlugins published) {
        this.published = published;
    }

    @Override
    public CalendarDates.Answer dates(CurrentUser user, CalendarSource.Span span) {
        List<CalendarDate> all = new ArrayList<>();
        List<String> missing = ask(user, span, entry -> true, (plugin, dates) -> all.addAll(dates));
        return new CalendarDates.Answer(all, missing);
    }

    @Override
    public WheelRings.Answer rings(CurrentUser user, Asked asked) {
        String unit = asked.unitId() == null ? null : Long.toString(asked.unitId());
        List<Ring> rings = new ArrayList<>();
        List<String> missing = ask(
                user,
                asked.span(),
                entry -> unit == null || entry.unitId() == null || entry.unitId().equals(unit),
                (plugin, dates) -> rings.add(new Ring(plugin.id(), name(plugin, user), dates)));
        return new WheelRings.Answer(rings, missing);
    }

    /** Gives each plugin's dates on, and answers the names of those that could not be read. */
    private List<String> ask(
            CurrentUser user,
            CalendarSource.Span span,
            Predicate<CalendarEntry> wanted,
            BiConsumer<ActivePlugin, List<CalendarDate>> found) {
        List<String> missing = new ArrayList<>();
        for (ActivePlugin plugin : published.all()) {
            if (plugin.definition().calendars().isEmpty()) {
                continue;
            }
            PluginAsked<List<CalendarDate>> asked = of(plugin, user, span, wanted);
            if (asked.answer() != null) {
                found.accept(plugin, asked.answer());
            } else if (asked.missing()) {
                missing.add(name(plugin, user));
            }
        }
        return missing;
    }

    private static String name(ActivePlugin plugin, CurrentUser user) {
        return plugin.manifest().name().in(user.locale());
    }

    private static PluginAsked<List<CalendarDate>> of(
            ActivePlugin plugin, CurrentUser user, CalendarSource.Span span, Predicate<CalendarEntry> wanted) {
        Caller caller = plugin.scope().caller(user);
        Services services = plugin.scope().services(user);
        return PluginAsked.ask(plugin.scope(), WHAT, LIMIT, () -> {
            List<CalendarDate> dates = new ArrayList<>();
            for (CalendarSource source : plugin.definition().calendars()) {
                for (CalendarEntry entry : source.entries(span, caller, services)) {
                    if (wanted.test(entry)) {
                        dates.add(date(plugin, entry));
                    }
                }
            }
            return dates;
        });
    }

    private static CalendarDate date(ActivePlugin plugin, CalendarEntry entry) {
        if (!entry.path().startsWith("/")) {
            throw new IllegalArgumentException("Not a route of the plugin: " + entry.path());
        }
        return CalendarDate.of(plugin.id(), entry, plugin.address(entry.path()));
    }
}
