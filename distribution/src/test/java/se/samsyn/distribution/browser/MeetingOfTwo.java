package se.samsyn.distribution.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import se.samsyn.testkit.Command;

/** Two at meetings, each in a browser of their own: Maria Lindqvist, who leads, on a wide one, Karin Holmberg on a phone. */
record MeetingOfTwo(Visit chair, Visit secretary) implements AutoCloseable {

    static final String BASE = "/modules/meetings";

    static MeetingOfTwo signIn(DemoServer demo) {
        return of(demo.visit(Browser.View.WIDE), demo.visit(Browser.View.PHONE));
    }

    /** The same, where the phone runs no scripts. */
    static MeetingOfTwo signInWithoutScript(DemoServer demo) {
        return of(demo.visit(Browser.View.WIDE), demo.visitWithoutScript(Browser.View.PHONE));
    }

    private static MeetingOfTwo of(Visit chair, Visit secretary) {
        chair.signInAsDemoPerson("rektor").page().setDefaultTimeout(15_000);
        secretary.signInAsDemoPerson("kvalitetsutvecklare").page().setDefaultTimeout(15_000);
        return new MeetingOfTwo(chair, secretary);
    }

    /** Turns the module on or off. */
    static void module(DemoServer demo, String how) {
        Command done = Command.run(demo.folder(), "plugin", how, "meetings");
        assertThat(done.exit()).as(done.err()).isZero();
    }

    /** A series of the two, on whose members' page the chair stands then; its address. */
    String series(String name) {
        chair.go(BASE + "/series/new").choose("kind", "WORK_TEAM");
        chair.suggest("unit", "Lindängsskolan").fill("name", name).fill("place", "Personalrummet");
        chair.press("Skapa serien");
        String series = address(chair);
        chair.go(series + "/members");
        member("Karin Holmberg", "SECRETARY");
        return series;
    }

    /** Adds someone on the members' page. */
    void member(String name, String role) {
        chair.suggest("person", name);
        chair.page().locator("main select[name=role]").last().selectOption(role);
        chair.press("Lägg till");
    }

    /** A meeting of the series, on whose page the chair stands then; its address. */
    String meeting(String series) {
        chair.go(series + "/meetings/new").press("Planera mötet");
        return address(chair);
    }

    /** A meeting of a new series, begun, and both of them in it on its first item. */
    String begun(String name) {
        String meeting = meeting(series(name));
        begin();
        secretary.go(meeting + "/room");
        return meeting;
    }

    /** Begins the meeting on whose page the chair stands; it is planned a week ahead, so they are asked. */
    void begin() {
        chair.press("Starta mötet");
        assertThat(chair.page().locator("#s-confirm")).containsText("Det är planerat till");
        chair.page().locator("#s-confirm [value=yes]").click();
        assertThat(note(chair)).isVisible();
    }

    /** Both have loaded all of the page, and see each other. */
    void bothAreHere() {
        for (Visit visit : new Visit[] {chair, secretary}) {
            assertThat(visit.page().locator(".s-here")).containsText("Karin Holmberg");
            assertThat(visit.page().locator(".s-here")).containsText("Maria Lindqvist");
            visit.page().waitForFunction("document.querySelector('form[data-send]').samsynSend && document.querySelector('[data-clock]').textContent");
        }
    }

    static String address(Visit visit) {
        return visit.page().url().replaceAll("^https?://[^/]+", "");
    }

    static Locator note(Visit visit) {
        return visit.page().locator(".s-room-note textarea");
    }

    static void shown(Visit visit, String text) {
        assertThat(visit.page().locator("main")).containsText(text);
    }

    @Override
    public void close() {
        chair.close();
        secretary.close();
    }
}
