package se.samsyn.core.plugin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.api.access.Caller;
import se.samsyn.api.service.Services;
import se.samsyn.api.work.CalendarEntry;
import se.samsyn.api.work.CalendarSource;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.calendar.CalendarDate;
import se.samsyn.core.calendar.CalendarDates;

/** The active plugins' dates. A plugin that fails or is slow is told of and keeps nobody else's away. */
public final class PublishedCalendar implements CalendarDates {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedCalendar.class);

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
            PluginGateway gateway = plugin.scope().gateway();
            // What hangs there already would take this thread as well.
            PluginGateway.Entry entry = gateway.overdue().isEmpty() ? gateway.enter() : PluginGateway.Entry.BUSY;
            if (entry == PluginGateway.Entry.ADMITTED) {
                try {
                    dates.addAll(of(plugin, user, span));
                } catch (RuntimeException e) {
                    LOG.error("The dates of {} could not be read", plugin.id(), e);
                    missing.add(plugin.manifest().name().in(user.locale()));
                } finally {
                    gateway.leave();
                }
            } else if (entry == PluginGateway.Entry.BUSY) {
                missing.add(plugin.manifest().name().in(user.locale()));
            }
        }
        return new Answer(dates, missing);
    }

    private static List<CalendarDate> of(ActivePlugin plugin, CurrentUser user, CalendarSource.Span span) {
        Caller caller = plugin.scope().caller(user);
        Services services = plugin.scope().services(user);
        return plugin.scope().gateway().call(WHAT, LIMIT, () -> {
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
        for (String part : new String[] {entry.text(), entry.place(), entry.path()}) {
            Objects.requireNonNull(part, "An entry has a part that is null");
        }
        if (!entry.path().startsWith("/")) {
            throw new IllegalArgumentException("Not a route of the plugin: " + entry.path());
        }
        return CalendarDate.of(plugin.id(), entry, plugin.address(entry.path()));
    }
}
