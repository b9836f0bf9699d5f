package se.samsyn.core.followup;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.api.work.CalendarSource.Span;
import se.samsyn.core.access.Assignment;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.calendar.CalendarDate;
import se.samsyn.core.calendar.CalendarDates;
import se.samsyn.core.calendar.PersonalCalendar;
import se.samsyn.core.change.History;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.planning.Activity;
import se.samsyn.core.planning.ActivityRow;
import se.samsyn.core.planning.ActivityService;
import se.samsyn.core.planning.GoalRow;
import se.samsyn.core.planning.GoalService;
import se.samsyn.core.planning.PlanService;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.PanelSource;
import se.samsyn.core.web.PanelSource.PanelLink;

/** 'Min sida': what waits, one's goals, what is coming and what has happened. */
final class MyPage {

    static final String ADDRESS = "/my-page";
    private static final int TASKS = 6;
    private static final int GOALS = 6;
    private static final int COMING = 6;
    private static final int HAPPENED = 6;
    private static final int COMING_DAYS = 180;
    private static final int UNITS = 3;

    private final MyTasks tasks;
    private final PersonalCalendar calendar;
    private final FollowUpService followUps;
    private final AssessmentService assessments;
    private final PlanService plans;
    private final GoalService goals;
    private final ActivityService activities;
    private final PanelSource panels;
    private final History history;
    private final Clock clock;

    MyPage(
            MyTasks tasks,
            PersonalCalendar calendar,
            FollowUpService followUps,
            AssessmentService assessments,
            PlanService plans,
            GoalService goals,
            ActivityService activities,
            PanelSource panels,
            History history,
            Clock clock) {
        this.tasks = tasks;
        this.calendar = calendar;
        this.followUps = followUps;
        this.assessments = assessments;
        this.plans = plans;
        this.goals = goals;
        this.activities = activities;
        this.panels = panels;
        this.history = history;
        this.clock = clock;
    }

    /** A goal with what was handed in of it last, this year or of the same goal in an earlier plan; null when nothing was. */
    public record MyGoal(GoalRow row, @Nullable Stated last) {}

    /**
     * Something with a day.
     *
     * @param time in words; empty when it takes the whole day
     */
    public record Coming(LocalDate date, String day, String text, String href, String time, boolean cancelled) {}

    /** Everything on the page. */
    public record View(
            String greeting,
            String firstName,
            String today,
            List<MyTask> tasks,
            int allTasks,
            List<String> missing,
            @Nullable Activity done,
            List<MyGoal> goals,
            @Nullable Long planId,
            List<Coming> coming,
            List<String> comingMissing,
            List<HistoryItem> happened,
            List<FollowUpProgress> handedIn,
            List<PanelLink> panels,
            boolean hasRole) {}

    List<Route> routes() {
        return List.of(Route.get(ADDRESS, Access.signedIn(), this::show));
    }

    private Response show(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Instant now = clock.instant();
        LocalDate today = Times.date(now);
        MyTasks.Waiting waiting = tasks.of(request, today);
        List<MyTask> all = waiting.tasks();
        boolean every = "true".equals(request.query("all"));
        List<MyGoal> mine = goals(user, today);
        CalendarDates.Answer coming = calendar.of(user, new Span(today, today.plusDays(COMING_DAYS)));
        View view = new View(
                greeting(LocalTime.ofInstant(now, Times.ZONE)),
                user.name().split(" ")[0],
                DateTimeFormatter.ofPattern("EEEE d MMMM", request.locale()).format(today),
                every ? all : all.stream().limit(TASKS).toList(),
                all.size(),
                waiting.missing(),
                justDone(request),
                mine,
                mine.isEmpty() ? null : mine.get(0).row().goal().planId(),
                coming.dates().stream()
                        .filter(date -> date.end().isAfter(now))
                        .limit(COMING)
                        .map(date -> coming(date, today, request.locale()))
                        .toList(),
                coming.missing(),
                happened(request),
                followUps.recentlyHandedIn(user, COMING),
                panels.panels(PanelSource.Place.myPage(), user),
                !user.assignments().isEmpty());
        return Response.page("se/samsyn/core/followup/mypage", Map.of("view", view));
    }

    /** What the person said on this page was done, so that a slip can be taken back. */
    private @Nullable Activity justDone(Request request) {
        List<Long> ids = Ids.parse(request.query("done")).stream().boxed().toList();
        CurrentUser user = HttpRequest.user(request);
        return activities.rows(user, ids).stream()
                .filter(row -> row.activity().state() == Activity.State.DONE && activities.mayReport(user, row))
                .map(ActivityRow::activity)
                .findFirst()
                .orElse(null);
    }

    private static String greeting(LocalTime time) {
        int hour = time.getHour();
        if (hour >= 5 && hour < 10) {
            return "followup.mypage.morning";
        }
        if (hour >= 10 && hour < 12) {
            return "followup.mypage.forenoon";
        }
        return hour >= 12 && hour < 18 ? "followup.mypage.afternoon" : "followup.mypage.evening";
    }

    /** The goals one owns, then those of one's own units, of the plans that hold today. */
    private List<MyGoal> goals(CurrentUser user, LocalDate today) {
        List<Period> periods =
                plans.periods().stream().filter(period -> period.contains(today)).toList();
        List<GoalRow> current = goals.newest(user, units(user), periods, GOALS);
        Map<Long, Stated> last =
                assessments.lastHandedIn(current.stream().map(row -> row.goal().id()).toList());
        return current.stream()
                .map(row -> new MyGoal(row, last.get(row.goal().id())))
                .toList();
    }

    private static Coming coming(CalendarDate date, LocalDate today, Locale locale) {
        LocalDate day = date.firstDay().isBefore(today) ? today : date.firstDay();
        String time = date.time(locale);
        return new Coming(
                day,
                DateTimeFormatter.ofPattern(day.getYear() == today.getYear() ? "d MMM" : "d MMM uuuu", locale).format(day),
                date.title(),
                date.href(),
                time,
                date.cancelled());
    }

    /** What happened on one's own units. */
    private List<HistoryItem> happened(Request request) {
        CurrentUser user = HttpRequest.user(request);
        List<HistoryItem> happened = new ArrayList<>();
        for (long unit : units(user)) {
            happened.addAll(history.ofUnit(unit, HAPPENED, request));
        }
        happened.sort(Comparator.comparing(HistoryItem::at).reversed());
        return happened.stream().limit(HAPPENED).toList();
    }

    private static List<Long> units(CurrentUser user) {
        return user.assignments().stream()
                .map(Assignment::unitId)
                .distinct()
                .limit(UNITS)
                .toList();
    }
}
