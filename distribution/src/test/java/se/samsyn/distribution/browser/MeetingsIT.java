package se.samsyn.distribution.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.distribution.browser.MeetingOfTwo.BASE;
import static se.samsyn.distribution.browser.MeetingOfTwo.address;
import static se.samsyn.distribution.browser.MeetingOfTwo.note;
import static se.samsyn.distribution.browser.MeetingOfTwo.shown;

import com.microsoft.playwright.Locator;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A meeting's pages and its room, where two browsers see more than the whole story comes by. */
class MeetingsIT {

    private static final String FIRST = "Ordföranden skrev det här.";
    private static final String SECOND = "Sekreteraren skrev något annat.";

    /** What is wider than the room that it has, but for what scrolls, what only screen readers see, and what a row stands out by. */
    private static final String CUT =
            """
            main => [...main.querySelectorAll(':not(textarea, input, select, svg, svg *, .s-vh, .s-vh *, .s-scroll *)')]
                .filter(one => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 12)
                .map(one => one.outerHTML.slice(0, 100)).join('\\n')""";

    @RegisterExtension
    static final DemoServer demo = new DemoServer();

    private MeetingOfTwo two;
    private Visit chair;
    private Visit secretary;

    @BeforeAll
    static void enable() {
        MeetingOfTwo.module(demo, "enable");
    }

    @BeforeEach
    void signIn() {
        two = MeetingOfTwo.signIn(demo);
        chair = two.chair();
        secretary = two.secretary();
    }

    @AfterEach
    void leave() {
        two.close();
    }

    @Test
    void itsOtherPagesAreWellMade() {
        chair.go(BASE).wellMade("meetings-empty");
        chair.go(BASE + "/series/new").wellMade("meetings-series-new");
        String series = two.series("Arbetslag F–3");
        String meeting = two.meeting(series);
        for (Visit visit : List.of(chair, secretary)) {
            visit.go(BASE).wellMade("meetings-start");
            visit.go(BASE + "/series").wellMade("meetings-series-all");
            visit.go(series + "/edit").wellMade("meetings-series-edit");
            visit.go(series + "/members").wellMade("meetings-members");
            visit.select("coreRole", "Medarbetare").suggest("unit", "Lindängsskolan").press("Visa vilka det är");
            shown(visit, "47 personer läggs till. Ni blir 49 deltagare.");
            visit.wellMade("meetings-members-by-role");
            visit.go(series + "/template").wellMade("meetings-template");
            visit.go(series + "/meetings/new").wellMade("meetings-meeting-new");
            visit.go(meeting + "/edit").wellMade("meetings-meeting-edit");
            visit.go(series + "/edit").choose("archived", "true").press("Spara");
            shown(visit, "Ett möte är inplanerat");
            visit.wellMade("meetings-series-end");
        }
    }

    @Test
    void aLongRollIsFoldedAndStaysAsOneLeftIt() {
        String series = two.series("Hela skolan");
        chair.go(series + "/members").select("coreRole", "Medarbetare").suggest("unit", "Lindängsskolan").press("Visa vilka det är");
        chair.press("Lägg till 47 personer");
        shown(chair, "Nu är ni 49 deltagare");
        String meeting = two.meeting(series);
        two.begin();
        secretary.go(meeting + "/room");
        two.bothAreHere();
        assertThat(chair.page().locator(".s-room-end a")).isInViewport();
        assertThat(chair.page().locator(".s-people > li:visible")).hasCount(8);
        assertThat(chair.page().locator(".s-people > li").first()).containsText("Maria Lindqvist");
        chair.wellMade("meetings-room-many");
        secretary.wellMade("meetings-room-many");
        chair.page().locator("#people-more summary").click();
        assertThat(chair.page().locator(".s-people > li:visible")).hasCount(49);
        secretary.page().locator(".s-people button").first().click();
        shown(chair, "1 av 49 noterade som närvarande");
        assertThat(chair.page().locator(".s-people > li:visible")).hasCount(49);
    }

    @Test
    void whoeverWaitsIsLetInAndIsToldWhenItIsOverAndLocked() {
        String meeting = two.meeting(two.series("Dörren"));
        secretary.go(meeting + "/room").wellMade("meetings-waiting");
        shown(secretary, "Väntar på att mötet börjar");
        assertThat(chair.page().locator("[data-live-get$='/who-waits']")).containsText("Karin Holmberg");
        chair.wellMade("meetings-who-waits");
        two.begin();
        assertThat(note(secretary)).isVisible();
        two.bothAreHere();
        assertThat(note(secretary)).isInViewport();
        secretary.wellMade("meetings-room-phone");
        assertThat(chair.page().locator(".s-people li").filter(new Locator.FilterOptions().setHasText("Karin Holmberg"))).containsText("Här nu");
        assertThat(chair.page().locator(".s-room-status [data-clock-until]")).containsText("60 min kvar av 60");
        assertThat(chair.page().locator("[data-live-get*='/room/item'] [data-clock-until]")).containsText("10 min kvar av punkten");

        chair.go(meeting + "/end").press("Avsluta mötet");
        assertThat(secretary.page().locator(".s-room-notice")).containsText("Mötet är avslutat");
        assertThat(secretary.page().locator(".s-room-notice")).containsText("Maria Lindqvist avslutade det");
        String today = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.forLanguageTag("sv"))
                .format(LocalDate.now(ZoneId.of("Europe/Stockholm")));
        assertThat(secretary.page().locator(".s-eyebrow")).containsText(today);
        note(secretary).fill(FIRST);
        assertThat(secretary.page().locator("[data-autosave-status]").first()).containsText("Sparat");
        chair.pressAndConfirm("Justera protokollet");
        shown(chair, "Protokollet har ändrats sedan du öppnade sidan");
        shown(chair, FIRST);
        chair.wellMade("meetings-sign-changed");
        secretary.page().context().setOffline(true);
        note(secretary).fill(SECOND);
        secretary.page().locator("#f-newdecision").fill("För sent");
        chair.pressAndConfirm("Justera protokollet");
        shown(chair, "Protokollet är justerat");
        secretary.page().context().setOffline(false);
        assertThat(secretary.page().locator(".s-room-notice")).containsText("Protokollet är justerat och låst");
        assertThat(secretary.page().locator(".s-room-notice a")).hasText("Till protokollet");
        assertThat(secretary.page().locator("[data-live-get$='/room/state']"))
                .containsText(Pattern.compile("kl\\. \\d\\d\\.\\d\\d–\\d\\d\\.\\d\\d"));
        assertThat(secretary.page().locator("[data-autosave-status]").first()).containsText("Inte sparat: det är låst");
        assertThat(secretary.page().locator(".s-room-note div[data-conflict]")).containsText("Protokollet är justerat och låst");
        assertThat(secretary.page().locator("#b-done, #b-postpone, [id^=here-], #f-title, #form-newaction")).hasCount(0);
        secretary.press("Lägg till beslutet");
        assertThat(secretary.page().locator("#form-newdecision [data-send-status]")).containsText("Protokollet är justerat och låst");
        assertThat(secretary.page().locator("#f-newdecision")).hasValue("För sent");
        assertThat(note(secretary)).hasValue(SECOND);
        secretary.wellMade("meetings-room-locked");
        secretary.go(meeting + "/room");
        shown(secretary, "Protokollet är låst, så det går inte längre att skriva i mötesrummet");
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
    void anEmptyRoomShowsItsFirstItemToAllWhoAreInIt() {
        chair.go(BASE + "/series/new").choose("kind", "OWN").suggest("unit", "Lindängsskolan").fill("name", "Tomt").press("Skapa serien");
        String series = address(chair);
        chair.go(series + "/members");
        two.member("Karin Holmberg", "SECRETARY");
        String meeting = two.meeting(series);
        chair.pressAndConfirm("Starta mötet");
        shown(chair, "Lägg till den första punkten");
        secretary.go(meeting + "/room");
        two.bothAreHere();
        secretary.wellMade("meetings-room-empty");
        chair.page().locator("#f-title").fill("Halvskriven punkt");
        secretary.page().locator("#f-title").fill("Första punkten");
        secretary.page().locator("#form-newitem button").click();
        assertThat(note(secretary)).isVisible();
        assertThat(secretary.page().locator("#h-item")).containsText("Första punkten");
        Locator way = chair.page().locator(".s-room-nav [data-live-go]");
        assertThat(way).hasText("Gå till dagordningen");
        assertThat(chair.page().locator("#f-title")).hasValue("Halvskriven punkt");
        chair.wellMade("meetings-room-filled");
        chair.page().locator("#form-newitem button").click();
        assertThat(note(chair)).isVisible();
        assertThat(chair.page().locator(".s-room-nav li")).hasCount(2);
        whoeverHasAnItemOpenIsToldThatItIsTakenAway(meeting);
        aLongWordIsBroken(meeting);
    }

    private void whoeverHasAnItemOpenIsToldThatItIsTakenAway(String meeting) {
        String item = secretary.page().locator(".s-room-note").getAttribute("id").replace("note-", "");
        secretary.page().locator("#f-newaction").fill("Halvskrivet");
        chair.page().locator("a[href*='/items/']:has-text('Om punkten')").click();
        chair.pressAndConfirm("Ta bort punkten");
        Locator told = secretary.page().locator("[data-live-get*='/room/item'] [role=alert]");
        assertThat(told).containsText("Punkten ”Första punkten” är borttagen");
        assertThat(told).containsText("Maria Lindqvist gjorde det");
        assertThat(note(secretary)).hasCount(0);
        assertThat(secretary.page().locator("#f-newdecision")).hasCount(0);
        assertThat(secretary.page().locator("#f-newaction")).hasValue("Halvskrivet");
        secretary.wellMade("meetings-room-item-removed");
        secretary.go(meeting + "/room?item=" + item);
        shown(secretary, "Punkten ”Första punkten” är borttagen");
        secretary.wellMade("meetings-room-without-item");
        assertThat(secretary.page().locator("#h-item")).containsText("Halvskriven punkt");
    }

    /** As an address is, in whatever people write. */
    private void aLongWordIsBroken(String meeting) {
        String word = "https://example.se/" + "mycketlangadress".repeat(10);
        chair.go(meeting + "/room").page().locator("#f-title").fill(word);
        chair.page().locator("#form-newitem button").click();
        chair.page().locator(".s-room-nav li a").filter(new Locator.FilterOptions().setHasText(word)).click();
        note(chair).fill(word);
        for (String field : List.of("decision", "action")) {
            chair.page().locator("#f-new" + field).fill(word);
            chair.page().locator("#form-new" + field + " button").last().click();
            assertThat(chair.page().locator("[name^=" + field + "-]")).hasValue(word);
        }
        String room = address(chair);
        chair.page().waitForNavigation(() -> chair.press("Ta upp punkten nu"));
        for (Visit visit : List.of(chair, secretary)) {
            for (String page : List.of(room, meeting + "/screen", meeting)) {
                visit.go(page);
                shown(visit, word);
                visit.wellMade("meetings-long-word" + page.replaceAll(".*/", "-").replaceAll("[^a-z-].*", ""));
                assertThat(visit.page().locator("main").evaluate(CUT)).as(page).isEqualTo("");
            }
        }
    }

    @Test
    void theAgendaIsPutInOrderByKeyboardWithoutLosingThePlace() {
        String meeting = two.meeting(two.series("Ordning"));
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
        offLineItStaysWhereItWas(title);
    }

    private void offLineItStaysWhereItWas(String title) {
        chair.page().locator("#f-title").fill("Halvskriven punkt");
        Locator first = chair.page().locator(".s-agenda li").nth(0);
        assertThat(first).containsText("1. " + title);
        chair.page().context().setOffline(true);
        first.locator("button[value=down]").focus();
        chair.page().keyboard().press("Enter");
        assertThat(chair.page().locator("[data-sort-status]")).containsText("Inte flyttad: servern svarar inte");
        assertThat(first).containsText(title);
        assertThat(first.locator("button[value=down]")).isFocused();
        chair.screenshot("meetings-agenda-off-line");
        chair.page().context().setOffline(false);
        assertThat(chair.page().locator("#f-title")).hasValue("Halvskriven punkt");
        chair.page().keyboard().press("Enter");
        assertThat(secretary.page().locator(".s-agenda li").nth(1)).containsText("2. " + title);
        assertThat(chair.page().locator("[data-sort-status]")).hasCount(0);
        assertThat(chair.page().locator("#f-title")).hasValue("Halvskriven punkt");
    }

    @Test
    void withoutScriptTheSame() {
        two.close();
        two = MeetingOfTwo.signInWithoutScript(demo);
        chair = two.chair();
        secretary = two.secretary();
        String meeting = two.begun("Utan skript");
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
