package se.samsyn.distribution.demo;

import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Random;
import java.util.Set;
import se.samsyn.core.Samsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.settings.MailSettings;
import se.samsyn.core.settings.Settings;

/**
 * Makes Lindvik, a fictional municipality with three years behind it, through the services that people use. The same
 * seed and day give the same municipality.
 */
public final class DemoMunicipality {

    private static final long SEED = 20_240_817;
    private static final int YEARS = 3;

    /** Where one can still break goals down: the units of those whom one can sign in as. */
    private static final Set<String> STILL_DRAFTS = Set.of("Lindängsskolan", "Gläntans förskola");

    private final Samsyn samsyn;
    private final DemoClock clock;
    private final LocalDate today;
    private final DemoTexts texts = DemoTexts.load();
    private final Random random = new Random(SEED);

    private DemoMunicipality(Samsyn samsyn, DemoClock clock, LocalDate today) {
        this.samsyn = samsyn;
        this.clock = clock;
        this.today = today;
    }

    /**
     * Fills the empty folder of these settings, as of the clock's day, in one transaction; in a folder that is new, what
     * the plugins have too. Where there is a server on it already its administrator chooses the plugins.
     */
    public static void fill(Settings settings, Clock now) {
        boolean ours = Files.notExists(settings.databaseFile());
        DemoClock clock = new DemoClock();
        try (Samsyn samsyn = Samsyn.open(ours ? quiet(settings) : settings, clock)) {
            DemoMunicipality demo = new DemoMunicipality(samsyn, clock, Times.date(now.instant()));
            DemoUnits units = samsyn.database().write(() -> demo.fill());
            if (ours) {
                demo.meet(units);
            }
        }
    }

    /** For this machine alone, at an address of its own, and sending nothing. */
    private static Settings quiet(Settings settings) {
        return new Settings(
                settings.data(), Settings.DEFAULT_HOST, 0, false, false, null, false, settings.metricsFrom(), false, false, null,
                MailSettings.NONE);
    }

    private void meet(DemoUnits units) {
        clock.travelTo(today.minusDays(1));
        samsyn.plugins().enable(DemoSelfAssessments.PLUGIN, Grant.system("demo"));
        samsyn.plugins().enable(DemoMeetings.PLUGIN, Grant.system("demo"));
        samsyn.serve();
        // First, since quality dialogues build on them.
        new DemoSelfAssessments(samsyn, texts, units, clock).create(LocalDate.of(autumn(), 6, 2));
        new DemoMeetings(samsyn, texts, units, clock, today).create();
    }

    /** When the school year began, which it does in August here: in July last year's plans are still the ones at hand. */
    private int autumn() {
        return today.getMonthValue() >= 8 ? today.getYear() : today.getYear() - 1;
    }

    private DemoUnits fill() {
        int autumn = autumn();
        int first = autumn - YEARS + 1;
        clock.travelTo(LocalDate.of(first, 5, 20));
        CurrentUser system = samsyn.access().system("demo");
        DemoFigures figures = new DemoFigures(samsyn, texts, random);
        DemoUnits units = DemoUnits.create(samsyn, system, texts);
        DemoPeople people = new DemoPeople(samsyn, system, texts, random);
        DemoPlans plans = new DemoPlans(samsyn, texts, people, figures, units, clock, random);
        people.create(units);
        figures.createIndicators();
        figures.draw(units, autumn);
        plans.createType(system);
        DemoFollowUps followUps = new DemoFollowUps(samsyn, texts, people, units, plans, clock, random);
        for (int year = first; year <= autumn; year++) {
            clock.travelTo(LocalDate.of(year, 6, 8));
            figures.bringIn(year);
            year(plans, followUps, year, autumn);
        }
        return units;
    }

    private void year(DemoPlans plans, DemoFollowUps followUps, int year, int autumn) {
        plans.create(year, year < autumn ? Set.of() : STILL_DRAFTS);
        Period autumnTerm = Period.of("HT" + year);
        Period springTerm = Period.of("VT" + (year + 1));
        boolean spring = today.getMonthValue() < 8;
        if (year < autumn || spring) {
            followUps.createFinished(year, autumnTerm, LocalDate.of(year, 11, 2));
        }
        if (year < autumn) {
            followUps.createFinished(year, springTerm, LocalDate.of(year + 1, 5, 4));
            plans.finish(year);
        } else {
            followUps.createOpen(year, spring ? springTerm : autumnTerm, today);
            plans.progress(today);
        }
    }
}
