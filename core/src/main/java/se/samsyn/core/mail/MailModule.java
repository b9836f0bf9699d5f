package se.samsyn.core.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import se.samsyn.api.job.Schedule;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.calendar.ICalendarWriter;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.document.DocumentModule;
import se.samsyn.core.job.JobId;
import se.samsyn.core.job.Jobs;
import se.samsyn.core.job.RunningJob;
import se.samsyn.core.job.ScheduledJob;
import se.samsyn.core.people.PeopleModule;
import se.samsyn.core.settings.MailSettings;
import se.samsyn.core.web.NavigationItem;

/** Makes the parts of e-mail. */
public final class MailModule {

    private static final JobId JOB = new JobId("mail", "send");
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Jobs jobs;
    private final Clock clock;
    private final MailSender sender;
    private final Outbox outbox;
    private final MailPages pages;

    /**
     * @param municipality whose name stands beside the address that letters are from
     */
    public MailModule(
            MailSettings settings,
            Database database,
            PeopleModule people,
            DocumentModule documents,
            ICalendarWriter calendar,
            Supplier<String> municipality,
            Jobs jobs,
            ChangeLog changes,
            Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
        LetterRepository letters = new LetterRepository(database.jdbi());
        this.sender = new MailSender(database, letters, people.users(), calendar, settings, municipality, clock);
        this.outbox = new Outbox(database, letters, people.users(), documents, settings.usable(), this::wake, clock);
        LetterService service = new LetterService(database, letters, this::wake, changes, clock);
        this.pages = new MailPages(service, letters, people.users(), settings);
        people.userService().atErasure(letters::forget);
        // Woken whenever a letter is taken in; by the hour too, so that no letter can be forgotten.
        jobs.register(List.of(new ScheduledJob(JOB, Schedule.every(PAUSE), LONGEST, this::send)));
    }

    /** Where letters are put. */
    public Outbox outbox() {
        return outbox;
    }

    public List<Route> routes() {
        return pages.routes();
    }

    public List<NavigationItem> navigation() {
        NavigationItem mail = new NavigationItem(
                "web.navigation.administration", "mail.navigation", "mail", MailPages.PATH, CorePermissions.SYSTEM_MANAGE);
        return List.of(mail.forThoseOverAll());
    }

    private void wake() {
        jobs.runBy(JOB, clock.instant());
    }

    private String send(RunningJob run) {
        int left = sender.sendDue(run::cancelled);
        sender.next().ifPresent(at -> jobs.runBy(JOB, at));
        return left == 0 ? "" : String.valueOf(left);
    }
}
