package se.samsyn.distribution.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.distribution.browser.MeetingOfTwo.BASE;
import static se.samsyn.distribution.browser.MeetingOfTwo.address;
import static se.samsyn.distribution.browser.MeetingOfTwo.note;
import static se.samsyn.distribution.browser.MeetingOfTwo.shown;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A meeting from its series to what the next meeting takes up, led on a wide screen and written at on a phone at once. */
class MeetingStoryIT {

    private static final String READING = "Läsning i alla ämnen";
    private static final String PLAYGROUND = "Rasterna på skolgården";
    private static final String DECISION = "Vi läser högt varje dag.";
    private static final String BOOKS = "Köpa böcker till klassrummen";
    private static final String LIBRARY = "Ringa biblioteket";
    private static final String COFFEE = "Någon köper kaffe";
    private static final String TEACHER = "Johan Ek";

    @RegisterExtension
    static final DemoServer demo = new DemoServer();

    private MeetingOfTwo two;
    private Visit chair;
    private Visit secretary;
    private Visit teacher;

    @BeforeEach
    void signIn() {
        MeetingOfTwo.module(demo, "enable");
        two = MeetingOfTwo.signIn(demo);
        chair = two.chair();
        secretary = two.secretary();
        teacher = demo.visit(Browser.View.PHONE).signInAsDemoPerson("larare");
    }

    @AfterEach
    void leave() {
        two.close();
        teacher.close();
    }

    @Test
    void fromTheSeriesToTheNextMeeting() {
        String series = two.series("Arbetslag 4–6");
        two.member(TEACHER, "ATTESTER");
        both(series, "story-series", "Johan Ek", "Justerare", "Karin Holmberg", "Sekreterare");
        String meeting = two.meeting(series);

        propose(meeting);
        order(READING, 0);
        order(PLAYGROUND, 1);
        both(meeting, "story-planned", "1. " + READING, "2. " + PLAYGROUND);

        String goal = hold(meeting);
        end(meeting);
        sign(meeting);
        String activity = finish(goal);
        readLogs(series, activity);
        meetAgain(series);
    }

    /** What both of them see there. */
    private void both(String address, String name, String... texts) {
        for (Visit visit : List.of(chair, secretary)) {
            visit.go(address);
            for (String text : texts) {
                shown(visit, text);
            }
            visit.wellMade(name);
        }
    }

    /** Members put items on the agenda, and the chair sees them come. */
    private void propose(String meeting) {
        secretary.go(meeting).fill("title", READING).fill("minutes", "20").press("Lägg till punkten");
        teacher.go(meeting).fill("title", PLAYGROUND).fill("minutes", "10").press("Lägg till punkten");
        assertThat(agenda(chair)).hasCount(6);
        assertThat(agenda(chair).nth(3)).containsText("4. " + READING);
        assertThat(agenda(chair).nth(4)).containsText("5. " + PLAYGROUND);
        agenda(chair).nth(3).locator("a").click();
        shown(chair, "Föreslagen av Karin Holmberg");
        chair.wellMade("story-item");
        chair.go(meeting);
    }

    private static Locator agenda(Visit visit) {
        return visit.page().locator(".s-agenda li");
    }

    /** Moves the item up to the place with the keyboard alone; the focus goes along. */
    private void order(String title, int place) {
        int from = agenda(chair).allInnerTexts().stream().map(text -> text.contains(title)).toList().indexOf(true);
        agenda(chair).nth(from).locator("button[value=up]").focus();
        for (int now = from - 1; now >= place; now--) {
            chair.page().keyboard().press("Enter");
            assertThat(agenda(chair).nth(now)).containsText((now + 1) + ". " + title);
            assertThat(agenda(chair).nth(now).locator("button[value=up]")).isFocused();
        }
        assertThat(agenda(secretary).nth(place)).containsText((place + 1) + ". " + title);
    }

    /** Both write on the first item; what is decided and promised, the latter for one of the school's goals. Answers which. */
    private String hold(String meeting) {
        two.begin();
        secretary.go(meeting + "/room");
        teacher.go(meeting + "/room");
        two.bothAreHere();
        note(secretary).pressSequentially("Läsningen går framåt.");
        assertThat(chair.page().locator(".s-writing").first()).containsText("Karin Holmberg skriver här");
        chair.page().locator("#f-newdecision").fill(DECISION);
        chair.press("Lägg till beslutet");
        assertThat(note(chair)).hasValue("Läsningen går framåt.");
        assertThat(secretary.page().locator("[name^=decision-]")).hasValue(DECISION);

        Locator goals = chair.page().locator("#f-newgoal");
        String goal = goals.locator("option").nth(1).innerText();
        goals.selectOption(new SelectOption().setIndex(1));
        promise(chair, BOOKS, TEACHER);
        assertThat(secretary.page().locator("[name^=action-]")).hasValue(BOOKS);
        promise(secretary, LIBRARY, "Karin Holmberg");
        assertThat(chair.page().locator("[name^=action-]").last()).hasValue(LIBRARY);
        chair.page().locator("#f-newaction").fill(COFFEE);
        chair.page().locator("#form-newaction button").last().click();
        assertThat(secretary.page().locator("[name^=action-]").last()).hasValue(COFFEE);
        both(meeting + "/screen", "story-screen", DECISION, BOOKS, LIBRARY);
        both(meeting + "/room", "story-room", "Läsningen går framåt.");

        chair.press("Punkten är klar");
        assertThat(secretary.page().locator(".s-room-nav li").first()).containsText("Klar");
        chair.press("Nästa: 2. " + PLAYGROUND);
        assertThat(chair.page().locator("#h-item")).hasText("2. " + PLAYGROUND);
        assertThat(secretary.page().locator(".s-room-nav li").nth(1)).containsText("Pågår");
        return goal;
    }

    private static void promise(Visit visit, String what, String owner) {
        visit.page().locator("#f-newaction").fill(what);
        visit.page().locator("#f-newowner").selectOption(new SelectOption().setLabel(owner));
        visit.page().locator("#f-newdue").fill(LocalDate.now(Browser.ZONE).plusDays(7).toString());
        visit.page().locator("#form-newaction button").last().click();
        assertThat(visit.page().locator("#f-newaction")).hasValue("");
    }

    private void end(String meeting) {
        chair.go(meeting).follow("Avsluta mötet");
        for (String name : List.of("Maria Lindqvist", "Karin Holmberg", TEACHER)) {
            assertThat(chair.page().getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(name))).isChecked();
        }
        chair.wellMade("story-end").press("Avsluta mötet");
        assertThat(secretary.page().locator(".s-room-notice")).containsText("Maria Lindqvist avslutade det");
        both(meeting, "story-held", DECISION, BOOKS, LIBRARY, "Återstår");
        assertThat(chair.page().getByText("Justera protokollet")).hasCount(0);
    }

    /** The attester finds it on a page of their own; nothing can be changed then. */
    private void sign(String meeting) {
        secretary.go(meeting + "/room");
        teacher.go("/my-page?all=true").wellMade("story-task-sign");
        shown(teacher, "Justera protokollet från Arbetslag 4–6");
        teacher.go(meeting).pressAndConfirm("Justera protokollet");
        shown(teacher, "Protokollet är låst");
        assertThat(secretary.page().locator(".s-room-notice")).containsText("Protokollet är justerat och låst");
        both(meeting, "story-attested", "Justerat", "Protokollet är låst", DECISION);
        for (Visit visit : List.of(chair, secretary)) {
            assertThat(visit.page().getByText("Öppna mötet igen")).hasCount(0);
            assertThat(visit.page().getByText("Komplettera anteckningarna")).hasCount(0);
        }
    }

    /** Whoever promised finds it on a page of their own, and says there that it is done; answers the activity's address. */
    private String finish(String goal) {
        teacher.go("/my-page?all=true");
        Locator task = teacher.page().locator("main .s-tasks li").filter(new Locator.FilterOptions().setHasText(BOOKS));
        String activity = task.locator("a[href^='/activities/']").first().getAttribute("href");
        teacher.go(activity).wellMade("story-activity");
        shown(teacher, goal);
        chair.go(activity).follow(goal);
        shown(chair, BOOKS);
        teacher.go("/my-page?all=true").wellMade("story-task-action");
        task.getByText("Klar").first().click();
        shown(teacher, "Klar: " + BOOKS);
        teacher.wellMade("story-task-done");
        return activity;
    }

    private void readLogs(String series, String activity) {
        both(series + "/decisions", "story-decisions", DECISION, READING);
        both(series + "/actions?state=all", "story-actions", BOOKS, LIBRARY, TEACHER);
        for (Visit visit : List.of(chair, secretary)) {
            Locator done = visit.page().locator("tr").filter(new Locator.FilterOptions().setHasText(BOOKS));
            assertThat(done.locator(".s-chip")).hasText("Klar");
            assertThat(done.locator("a[href='" + activity + "']")).hasCount(1);
        }
    }

    /** What was not finished and what is not done come up by themselves. */
    private void meetAgain(String series) {
        chair.go(series + "/meetings/new").fill("day", LocalDate.now(Browser.ZONE).plusDays(30).toString()).press("Planera mötet");
        String next = address(chair);
        both(next, "story-next", PLAYGROUND, "från ett tidigare möte", "Att göra från tidigare möten", LIBRARY);
        for (Visit visit : List.of(chair, secretary)) {
            assertThat(agenda(visit).filter(new Locator.FilterOptions().setHasText(PLAYGROUND))).containsText("från ett tidigare möte");
            assertThat(visit.text()).doesNotContain(READING, BOOKS);
        }
        secretary.go(BASE).wellMade("story-start");
        shown(secretary, LIBRARY);
        chair.go(next);
        two.begin();
        secretary.go(next + "/room");
        two.bothAreHere();
        for (Visit visit : List.of(chair, secretary)) {
            assertThat(following(visit)).containsText(LIBRARY);
            assertThat(following(visit)).containsText(COFFEE);
            assertThat(following(visit)).not().containsText(BOOKS);
            visit.wellMade("story-next-room");
        }
        following(secretary).locator("li").filter(new Locator.FilterOptions().setHasText(COFFEE)).locator("button").click();
        for (Visit visit : List.of(chair, secretary)) {
            assertThat(following(visit)).not().containsText(COFFEE);
            assertThat(following(visit)).containsText(LIBRARY);
        }
    }

    private static Locator following(Visit visit) {
        return visit.page().locator("[data-live-get$='/room/following']");
    }
}
