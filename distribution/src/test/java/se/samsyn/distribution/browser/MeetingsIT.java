package se.samsyn.distribution.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.SelectOption;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import se.samsyn.testkit.Command;

/** A meeting from its series to its minutes, written by two at once, one of them on a phone. */
class MeetingsIT {

    private static final String BASE = "/modules/meetings";
    private static final String FIRST = "Ordföranden skrev det här.";
    private static final String SECOND = "Sekreteraren skrev något annat.";

    @RegisterExtension
    static final DemoServer demo = new DemoServer();

    private Visit chair;
    private Visit secretary;

    @BeforeAll
    static void enable() {
        module("enable");
    }

    private static void module(String how) {
        Command done = Command.run(demo.folder(), "plugin", how, "meetings");
        assertThat(done.exit()).as(done.err()).isZero();
    }

    @BeforeEach
    void signIn() {
        chair = demo.visit(Browser.View.WIDE).signInAsDemoPerson("rektor");
        secretary = demo.visit(Browser.View.PHONE).signInAsDemoPerson("kvalitetsutvecklare");
        chair.page().setDefaultTimeout(15_000);
        secretary.page().setDefaultTimeout(15_000);
    }

    @AfterEach
    void leave() {
        chair.close();
        secretary.close();
    }

    /** A series of the two and a meeting of it, on whose page the chair stands then; its address. */
    private String meeting(String name) {
        chair.go(BASE + "/series/new").choose("kind", "WORK_TEAM");
        chair.suggest("unit", "Lindängsskolan").fill("name", name).fill("place", "Personalrummet");
        chair.press("Skapa serien");
        String series = address(chair);
        chair.go(series + "/members").suggest("person", "Karin Holmberg");
        chair.page().locator("main select[name=role]").last().selectOption("SECRETARY");
        chair.press("Lägg till");
        chair.go(series + "/meetings/new").press("Planera mötet");
        return address(chair);
    }

    private static String address(Visit visit) {
        return visit.page().url().replaceAll("^https?://[^/]+", "");
    }

    /** The same, begun, and both of them in it on its first item. */
    private String begun(String name) {
        String meeting = meeting(name);
        chair.press("Starta mötet");
        secretary.go(meeting + "/room");
        return meeting;
    }

    /** Both have loaded all of the page, and see each other. */
    private void bothAreHere() {
        for (Visit visit : new Visit[] {chair, secretary}) {
            assertThat(visit.page().locator(".s-here")).containsText("Karin Holmberg");
            assertThat(visit.page().locator(".s-here")).containsText("Maria Lindqvist");
            visit.page().waitForFunction("document.querySelector('form[data-send]').samsynSend && document.querySelector('[data-clock]').textContent");
        }
    }

    private static Locator note(Visit visit) {
        return visit.page().locator(".s-room-note textarea");
    }

    private static void shown(Visit visit, String text) {
        assertThat(visit.page().locator("main")).containsText(text);
    }

    @Test
    void everyPageIsWellMade() {
        chair.go(BASE).wellMade("meetings-empty");
        chair.go(BASE + "/series/new").wellMade("meetings-series-new");
        String meeting = meeting("Arbetslag F–3");
        chair.wellMade("meetings-planned");
        String series = chair.page().locator("main a[href*='/series/']").last().getAttribute("href");
        for (Visit visit : new Visit[] {chair, secretary}) {
            visit.go(BASE).wellMade("meetings-start");
            visit.go(BASE + "/series").wellMade("meetings-series-all");
            visit.go(series).wellMade("meetings-series");
            visit.go(series + "/edit").wellMade("meetings-series-edit");
            visit.go(series + "/members").wellMade("meetings-members");
            visit.select("coreRole", "Medarbetare").suggest("unit", "Lindängsskolan").press("Visa vilka det är");
            shown(visit, "47 personer läggs till. Ni blir 49 deltagare.");
            visit.wellMade("meetings-members-by-role");
            visit.go(series + "/template").wellMade("meetings-template");
            visit.go(series + "/meetings/new").wellMade("meetings-meeting-new");
            visit.go(meeting).wellMade("meetings-planned");
            visit.go(meeting + "/edit").wellMade("meetings-meeting-edit");
            visit.page().navigate(meeting);
            visit.page().locator(".s-agenda a").first().click();
            visit.wellMade("meetings-item");
        }
        chair.go(meeting).press("Starta mötet");
        chair.wellMade("meetings-room");
        secretary.go(meeting + "/room").wellMade("meetings-room");
        secretary.go(meeting + "/screen").wellMade("meetings-screen");
        chair.go(meeting + "/screen").wellMade("meetings-screen");
        chair.go(meeting).follow("Avsluta mötet").wellMade("meetings-end").press("Avsluta mötet");
        chair.wellMade("meetings-held");
        secretary.go(meeting).wellMade("meetings-held");
    }

    @Test
    void bothWriteAtOnceAndEachSeesTheOthers() {
        String meeting = begun("Tillsammans");
        bothAreHere();
        note(chair).fill(FIRST);
        assertThat(secretary.page().locator(".s-writing").first()).containsText("Maria Lindqvist skriver här");
        assertThat(note(secretary)).hasValue(FIRST);

        secretary.page().locator("#f-newdecision").fill("Vi läser högt varje dag.");
        secretary.press("Lägg till beslutet");
        assertThat(secretary.page().locator("#f-newdecision")).hasValue("");
        assertThat(chair.page().locator("[name^=decision-]")).hasValue("Vi läser högt varje dag.");

        chair.page().locator("#f-newaction").fill("Köpa böcker");
        chair.page().locator("#f-newowner").selectOption(option("Karin Holmberg"));
        chair.page().locator("#f-newdue").fill(LocalDate.now().plusDays(7).toString());
        chair.page().locator("#form-newaction button").last().click();
        assertThat(secretary.page().locator("[name^=action-]")).hasValue("Köpa böcker");
        assertThat(chair.page().locator("#f-newaction")).hasValue("");
        chair.wellMade("meetings-room-written");
        secretary.wellMade("meetings-room-written");

        secretary.go("/my-page?all=true");
        shown(secretary, "Köpa böcker");
        chair.go(meeting + "/screen");
        shown(chair, "Vi läser högt varje dag.");
        secretary.go(meeting + "/room");
        secretary.page().getByLabel("Visa hela dagordningen").check();
        secretary.page().locator(".s-room-nav a").nth(1).click();
        chair.go(meeting + "/room");
        chair.page().locator("main form[action$='/current'] button").first().click();
        shown(chair, "Pågår");
        assertThat(secretary.page().locator(".s-room-nav li").nth(1)).containsText("Pågår");
        chair.go(meeting).follow("Avsluta mötet");
        assertThat(chair.page().getByLabel("Karin Holmberg")).isChecked();
        chair.press("Avsluta mötet");
        shown(chair, "Köpa böcker");
        chair.wellMade("meetings-held-written");
    }

    private SelectOption option(String label) {
        return new SelectOption().setLabel(label);
    }

    @Test
    void aDroppedConnectionLosesNoKeystroke() {
        begun("Avbrott");
        bothAreHere();
        note(secretary).focus();
        secretary.page().context().setOffline(true);
        note(secretary).pressSequentially(SECOND);
        assertThat(secretary.page().locator("[data-autosave-status]").first()).hasAttribute("data-state", "failed");
        secretary.page().locator("#f-newdecision").fill("Beslut utan nät");
        secretary.press("Lägg till beslutet");
        shown(secretary, "Inte sparat än");
        assertThat(note(chair)).hasValue("");
        secretary.page().context().setOffline(false);
        assertThat(note(chair)).hasValue(SECOND);
        assertThat(chair.page().locator("[name^=decision-]")).hasCount(1);
        assertThat(note(secretary)).hasValue(SECOND);
        assertThat(secretary.page().locator("#f-newdecision")).hasValue("");
    }

    @Test
    void whoeverWaitsIsLetInAndIsToldWhenItIsOverAndLocked() {
        String meeting = meeting("Dörren");
        secretary.go(meeting + "/room").wellMade("meetings-waiting");
        shown(secretary, "Väntar på att mötet börjar");
        chair.press("Starta mötet");
        assertThat(note(secretary)).isVisible();
        bothAreHere();
        assertThat(note(secretary)).isInViewport();
        secretary.wellMade("meetings-room-phone");

        chair.go(meeting + "/end").press("Avsluta mötet");
        assertThat(secretary.page().locator(".s-room-notice")).containsText("Mötet är avslutat");
        assertThat(secretary.page().locator(".s-room-notice")).containsText("Maria Lindqvist avslutade det");
        note(secretary).fill(FIRST);
        assertThat(secretary.page().locator("[data-autosave-status]").first()).containsText("Sparat");
        chair.pressAndConfirm("Justera protokollet");
        shown(chair, "Protokollet har ändrats sedan du öppnade sidan");
        shown(chair, FIRST);
        chair.wellMade("meetings-sign-changed");
        chair.pressAndConfirm("Justera protokollet");
        assertThat(secretary.page().locator(".s-room-notice")).containsText("Protokollet är justerat och låst");
        assertThat(secretary.page().locator("[data-live-get$='/room/state']")).containsText("kl. 09.00–10.00");
        note(secretary).fill(SECOND);
        assertThat(secretary.page().locator("[data-autosave-status]").first()).containsText("Inte sparat: det är låst");
        assertThat(secretary.page().locator(".s-room-note div[data-conflict]")).containsText("Protokollet är justerat och låst");
        secretary.page().locator("#f-newdecision").fill("För sent");
        secretary.press("Lägg till beslutet");
        assertThat(secretary.page().locator("#form-newdecision [data-send-status]")).containsText("Protokollet är justerat och låst");
        assertThat(secretary.page().locator("#f-newdecision")).hasValue("För sent");
        assertThat(note(secretary)).hasValue(SECOND);
        secretary.wellMade("meetings-room-locked");
        secretary.go(meeting + "/room");
        Locator kept = secretary.page().locator("[data-kept]");
        assertThat(kept).containsText(SECOND);
        assertThat(kept).containsText("För sent");
        secretary.wellMade("meetings-kept");
        kept.locator("[data-discard]").first().click();
        kept.locator("[data-discard]").first().click();
        assertThat(kept).isHidden();
        chair.go(meeting);
        shown(chair, FIRST);
    }

    @Test
    void aModuleThatWasOffForAWhileLosesNothing() {
        begun("Avstängt");
        bothAreHere();
        module("disable");
        note(secretary).fill(SECOND);
        assertThat(secretary.page().locator("[data-autosave-status]").first()).hasAttribute("data-state", "failed");
        secretary.page().locator("#f-newdecision").fill("Beslut medan det var av");
        secretary.press("Lägg till beslutet");
        shown(secretary, "Inte sparat än");
        module("enable");
        LocatorAssertions.HasValueOptions patient = new LocatorAssertions.HasValueOptions().setTimeout(60_000);
        assertThat(note(chair)).hasValue(SECOND, patient);
        assertThat(chair.page().locator("[name^=decision-]")).hasValue("Beslut medan det var av", patient);
        assertThat(secretary.page().locator("[data-autosave-status]").first()).containsText("Sparat");
    }

    @Test
    void twoWhoWriteTheSameSeeBothAndChoose() {
        String meeting = begun("Krock");
        bothAreHere();
        secretary.page().context().setOffline(true);
        note(secretary).fill(SECOND);
        note(chair).fill(FIRST);
        assertThat(chair.page().locator("[data-autosave-status]").first()).containsText("Sparat");
        secretary.page().context().setOffline(false);
        Locator conflict = secretary.page().locator(".s-conflict");
        assertThat(conflict).containsText(FIRST);
        assertThat(conflict).containsText(SECOND);
        assertThat(note(secretary)).hasValue(SECOND);
        secretary.wellMade("meetings-conflict");
        secretary.page().locator("button[name=resolution][value=both]").click();
        assertThat(note(secretary)).hasValue(Pattern.compile(FIRST + "\\s+" + SECOND));
        assertThat(note(chair)).hasValue(Pattern.compile(FIRST + "\\s+" + SECOND));
        assertThat(address(secretary)).contains(meeting);
    }

    @Test
    void whatIsToldMovesNoFocusAndTakesNothingThatIsTyped() {
        begun("Fokus");
        bothAreHere();
        secretary.page().locator("#f-newaction").fill("Halvt skri");
        secretary.page().locator("#f-newaction").focus();
        chair.page().locator("#f-newdecision").fill("Ett beslut");
        chair.press("Lägg till beslutet");
        assertThat(secretary.page().locator("[name^=decision-]")).hasValue("Ett beslut");
        assertThat(secretary.page().locator("#f-newaction")).isFocused();
        secretary.page().keyboard().type("vet");
        assertThat(secretary.page().locator("#f-newaction")).hasValue("Halvt skrivet");
    }

    @Test
    void theAgendaIsPutInOrderByKeyboardWithoutLosingThePlace() {
        String meeting = meeting("Ordning");
        secretary.go(meeting);
        Locator second = chair.page().locator(".s-agenda li").nth(1);
        String title = second.locator("a").innerText().replaceAll("^\\d+\\. ", "");
        second.locator("button[value=down]").focus();
        chair.page().keyboard().press("Enter");
        assertThat(chair.page().locator(".s-agenda li").nth(2)).containsText("3. " + title);
        assertThat(secretary.page().locator(".s-agenda li").nth(2)).containsText("3. " + title);
        assertThat(chair.page().locator(".s-agenda li").nth(2).locator("button[value=down]")).isFocused();
        chair.page().locator(".s-agenda li").nth(1).locator("button[value=up]").focus();
        String first = chair.page().locator(".s-agenda li").nth(1).locator("a").innerText().replaceAll("^\\d+\\. ", "");
        chair.page().keyboard().press("Enter");
        assertThat(chair.page().locator(".s-agenda li").nth(0)).containsText("1. " + first);
        assertThat(chair.page().locator(".s-agenda li").nth(0).locator("button[value=up]")).isFocused();
        Locator grip = chair.page().locator(".s-agenda li").nth(2).locator(".s-grip");
        grip.dragTo(chair.page().locator(".s-agenda li").nth(0));
        assertThat(secretary.page().locator(".s-agenda li").nth(0)).containsText("1. " + title);
    }

    @Test
    void withoutScriptTheSame() {
        secretary.close();
        secretary = demo.visitWithoutScript(Browser.View.PHONE).signInAsDemoPerson("kvalitetsutvecklare");
        String meeting = begun("Utan skript");
        note(secretary).fill(SECOND);
        note(chair).fill(FIRST);
        assertThat(chair.page().locator("[data-autosave-status]").first()).containsText("Sparat");
        secretary.page().locator(".s-room-note button").last().click();
        shown(secretary, FIRST);
        secretary.page().locator("button[name=resolution][value=mine]").click();
        secretary.page().locator("#f-newdecision").fill("Beslut utan skript");
        secretary.press("Lägg till beslutet");
        secretary.wellMade("meetings-room");
        assertThat(note(chair)).hasValue(SECOND);
        assertThat(chair.page().locator("[name^=decision-]")).hasValue("Beslut utan skript");
        secretary.go(meeting);
        shown(secretary, "Beslut utan skript");
    }
}
