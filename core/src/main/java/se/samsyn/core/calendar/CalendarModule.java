package se.samsyn.core.calendar;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import se.samsyn.api.web.Route;
import se.samsyn.core.database.Database;
import se.samsyn.core.organisation.OrganisationModule;
import se.samsyn.core.people.PeopleModule;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.web.NavigationItem;

/** Makes the parts of the calendar. */
public final class CalendarModule {

    private final PersonalCalendar calendar = new PersonalCalendar();
    private final ICalendarWriter writer;
    private final CalendarPages pages;
    private final Wheel wheel = new Wheel();
    private final WheelPages wheelPages;
    private final WheelEndpoints wheelEndpoints;

    /**
     * @param address how people reach Samsyn, without a slash at the end
     */
    public CalendarModule(
            Database database, OrganisationModule organisation, PeopleModule people, String address, Clock clock) {
        this.writer = new ICalendarWriter(address, new InstallationId(database), clock);
        FeedService feeds = new FeedService(database, people, calendar, clock);
        this.pages = new CalendarPages(calendar, feeds, writer, address, clock);
        this.wheelPages = new WheelPages(wheel, organisation.units(), writer, clock);
        this.wheelEndpoints = new WheelEndpoints(wheel, clock);
        people.userService().atErasure(feeds::forget);
    }

    /** Everyone's; who has dates to put in it adds themselves. */
    public PersonalCalendar calendar() {
        return calendar;
    }

    /** Everyone's; who has a ring to draw on it adds themselves. */
    public Wheel wheel() {
        return wheel;
    }

    public ICalendarWriter writer() {
        return writer;
    }

    public List<Route> routes() {
        return Stream.concat(pages.routes().stream(), wheelPages.routes().stream()).toList();
    }

    public List<Operation> operations() {
        return wheelEndpoints.operations();
    }

    public List<NavigationItem> navigation() {
        return List.of(
                new NavigationItem(null, "calendar.navigation", "calendar-days", CalendarPages.PATH, null),
                new NavigationItem(null, "calendar.wheel.navigation", "calendar-sync", WheelPages.PATH, null));
    }
}
