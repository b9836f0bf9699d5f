package se.samsyn.core.calendar;

import java.time.Clock;
import java.util.List;
import se.samsyn.api.web.Route;
import se.samsyn.core.database.Database;
import se.samsyn.core.people.PeopleModule;
import se.samsyn.core.web.NavigationItem;

/** Makes the parts of the calendar. */
public final class CalendarModule {

    private final PersonalCalendar calendar = new PersonalCalendar();
    private final ICalendarWriter writer;
    private final CalendarPages pages;

    /**
     * @param address how people reach Samsyn, without a slash at the end
     */
    public CalendarModule(Database database, PeopleModule people, String address, Clock clock) {
        this.writer = new ICalendarWriter(address, new InstallationId(database), clock);
        FeedService feeds = new FeedService(database, people, calendar, clock);
        this.pages = new CalendarPages(calendar, feeds, writer, address, clock);
        people.userService().atErasure(feeds::forget);
    }

    /** Everyone's; who has dates to put in it adds themselves. */
    public PersonalCalendar calendar() {
        return calendar;
    }

    public ICalendarWriter writer() {
        return writer;
    }

    public List<Route> routes() {
        return pages.routes();
    }

    public List<NavigationItem> navigation() {
        return List.of(new NavigationItem(null, "calendar.navigation", "calendar-days", CalendarPages.PATH, null));
    }
}
