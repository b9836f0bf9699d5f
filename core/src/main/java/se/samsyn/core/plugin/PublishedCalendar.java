package se.samsyn.core.plugin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import se.samsyn.api.access.Caller;
import se.samsyn.api.service.Services;
import se.samsyn.api.work.CalendarEntry;
import se.samsyn.api.work.CalendarSource;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.calendar.CalendarDate;
import se.samsyn.core.calendar.CalendarDates;

/** The active plugins' dates. A plugin that fails or is slow is told of and keeps nobody else's away. */
public final class PublishedCalendar implements CalendarDates {

    /** The page waits for all of them, so each gets little. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final String WHAT = "calendar";

    private final PublishedPlugins published;

    public PublishedCalendar(PublishedPlugins published) {
        this.published = published;
    }

    @Override
    public Answer dates(CurrentUser user, CalendarSource.Span span) {
        List<CalendarDate> dates = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (ActivePlugin plugin : published.all()) {
            if (plugin.definition().calendars().isEmpty()) {
                continue;
            }
            PluginAsked<List<CalendarDate>> asked = of(plugin, user, span);
            if (asked.answer() != null) {
                dates.addAll(asked.answer());
            } else if (asked.missing()) {
                missing.add(plugin.manifest().name().in(user.locale()));
            }
        }
        return new Answer(dates, missing);
    }

    private static PluginAsked<List<CalendarDate>> of(ActivePlugin plugin, CurrentUser user, CalendarSource.Span span) {
        Caller caller = plugin.scope().caller(user);
        Services services = plugin.scope().services(user);
        return PluginAsked.ask(plugin.scope(), WHAT, LIMIT, () -> {
            List<CalendarDate> dates = new ArrayList<>();
            for (CalendarSource source : plugin.definition().calendars()) {
                for (CalendarEntry entry : source.entries(span, caller, services)) {
                    dates.add(date(plugin, entry));
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
