package se.samsyn.distribution.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.distribution.browser.MeetingOfTwo.address;
import static se.samsyn.distribution.browser.MeetingOfTwo.note;
import static se.samsyn.distribution.browser.MeetingOfTwo.shown;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever happens meanwhile, what is typed in a meeting's room is kept, and whoever types is told. */
class MeetingTypingIT {

    private static final String FIRST = "Ordföranden skrev det här.";
    private static final String SECOND = "Sekreteraren skrev något annat.";
    private static final String THIRD = "Och ordföranden skrev mer.";

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
    void aDroppedConnectionLosesNoKeystroke() {
        String meeting = two.begun("Avbrott");
        two.bothAreHere();
        note(secretary).focus();
        secretary.page().context().setOffline(true);
        note(secretary).pressSequentially(SECOND);
        assertThat(secretary.page().locator("[data-autosave-status]").first()).hasAttribute("data-state", "failed");
        secretary.page().locator("#f-newdecision").fill("Beslut utan nät");
        secretary.press("Lägg till beslutet");
        shown(secretary, "Inte sparat än");
        secretary.page().locator("#f-title").fill("Punkt utan nät");
        secretary.page().locator("#form-newitem button").click();
        assertThat(secretary.page().locator("#form-newitem [data-send-status]")).containsText("Inte sparat än");
        assertThat(note(chair)).hasValue("");
        secretary.page().context().setOffline(false);
        assertThat(note(chair)).hasValue(SECOND);
        assertThat(chair.page().locator("[name^=decision-]")).hasCount(1);
        assertThat(note(secretary)).hasValue(SECOND);
        assertThat(secretary.page().locator("#f-newdecision")).hasValue("");
        assertThat(chair.page().locator(".s-room-nav li").filter(new Locator.FilterOptions().setHasText("Punkt utan nät"))).hasCount(1);
        assertThat(secretary.page().locator("#f-title")).hasValue("");
        theWindowIsClosed(meeting);
        whatIsWrittenOnIsTakenAway();
    }

    /** What was typed off line and not sent before the window was closed is there when the meeting is opened anew. */
    private void theWindowIsClosed(String meeting) {
        secretary.page().context().setOffline(true);
        note(secretary).fill(THIRD);
        secretary.page().locator("#f-newdecision").fill("Beslut i ett stängt fönster");
        // A page that is left tries once more, and the browser's being off line does not reach that.
        secretary.page().evaluate("void (window.fetch = () => Promise.reject(new TypeError('off line')))");
        secretary.page().navigate("about:blank");
        secretary.page().context().setOffline(false);
        secretary.go(meeting + "/room");
        assertThat(secretary.page().locator("#f-newdecision")).hasValue("Beslut i ett stängt fönster");
        assertThat(note(secretary)).hasValue(SECOND);
        secretary.press("Ta tillbaka texten");
        assertThat(note(secretary)).hasValue(THIRD);
        assertThat(note(chair)).hasValue(THIRD);
        secretary.press("Lägg till beslutet");
        assertThat(chair.page().locator("[name^=decision-]").last()).hasValue("Beslut i ett stängt fönster");
    }

    private void whatIsWrittenOnIsTakenAway() {
        Locator decision = secretary.page().locator("[name^=decision-]").last();
        assertThat(decision).hasValue("Beslut i ett stängt fönster");
        secretary.page().locator("li[id^=decision-] summary").last().click();
        secretary.page().context().setOffline(true);
        decision.fill("Beslut som skrivs om");
        theRowSaysThatItIsUnsaved(secretary.page().locator("li[id^=decision-]").last());
        chair.page().locator("li[id^=decision-] summary").last().click();
        chair.page().locator("li[id^=decision-]").last().getByText("Ta bort").click();
        chair.page().waitForNavigation(() -> chair.page().locator("#s-confirm [value=yes]").click());
        secretary.page().context().setOffline(false);
        Locator told = secretary.page().locator("li[id^=decision-]").last();
        assertThat(told.locator(".s-notice[role=alert]")).containsText("Inte sparat. Beslutet är borttaget.");
        assertThat(told.locator(".s-notice[role=alert]")).containsText("Maria Lindqvist gjorde det");
        assertThat(told.locator("[data-autosave-status]")).containsText("Inte sparat: det är borttaget");
        assertThat(decision).hasValue("Beslut som skrivs om");
        // The bar at the top covers whatever the page happens to be scrolled to.
        secretary.page().evaluate("scrollTo(0, 0)");
        secretary.wellMade("meetings-room-removed");
        secretary.press("Kasta texten");
        assertThat(secretary.page().locator("[name^=decision-]")).hasCount(1);
        assertThat(decision).hasValue("Beslut utan nät");
    }

    /** Also when it has been folded up again, and what the field's status says is not seen. */
    private static void theRowSaysThatItIsUnsaved(Locator row) {
        assertThat(row.locator("[data-autosave-status]")).hasAttribute("data-state", "failed");
        row.locator("summary").click();
        assertThat(row.locator("textarea")).isHidden();
        assertThat(row.locator("summary")).containsText("Inte sparat");
        assertThat(row.locator(".s-entry-unsaved")).isVisible();
    }

    @Test
    void aModuleThatWasOffForAWhileLosesNothing() {
        String meeting = two.begun("Avstängt");
        two.bothAreHere();
        MeetingOfTwo.module(demo, "disable");
        note(secretary).fill(SECOND);
        assertThat(secretary.page().locator("[data-autosave-status]").first()).hasAttribute("data-state", "failed");
        secretary.page().locator("#f-newdecision").fill("Beslut medan det var av");
        secretary.press("Lägg till beslutet");
        assertThat(secretary.page().locator("#form-newdecision [data-send-status]")).containsText("Möten är avstängt just nu");
        assertThat(secretary.page().locator("[data-live-state]")).containsText("Möten är avstängt just nu.");
        secretary.screenshot("meetings-room-off");
        MeetingOfTwo.module(demo, "enable");
        LocatorAssertions.HasValueOptions patient = new LocatorAssertions.HasValueOptions().setTimeout(60_000);
        assertThat(note(chair)).hasValue(SECOND, patient);
        assertThat(chair.page().locator("[name^=decision-]")).hasValue("Beslut medan det var av", patient);
        assertThat(secretary.page().locator("[data-autosave-status]").first()).containsText("Sparat");
        whoeverIsRemovedIsToldSo(meeting);
    }

    /** First where they may see it from above still, and then where they may not. */
    private void whoeverIsRemovedIsToldSo(String meeting) {
        chair.go(meeting).page().locator(".s-crumb a[href*='/series/']").first().click();
        String series = address(chair);
        openOrShutAbove(series);
        chair.go(series + "/members");
        chair.page().locator("tr").filter(new Locator.FilterOptions().setHasText("Karin Holmberg")).getByText("Ta bort").click();
        chair.page().waitForNavigation(() -> chair.page().locator("#s-confirm [value=yes]").click());
        assertThat(secretary.page().locator("[data-live-state]"))
                .containsText("Mötet finns inte kvar, eller så har du inte längre tillgång till det");
        note(secretary).fill(THIRD);
        assertThat(secretary.page().locator("[data-autosave-status]").first())
                .containsText("Inte sparat: det som texten hör till finns inte kvar, eller så har du inte längre tillgång till det");
        openOrShutAbove(series);
        secretary.page().locator("#f-newdecision").fill("Beslut utan tillgång");
        secretary.press("Lägg till beslutet");
        assertThat(secretary.page().locator("#form-newdecision [data-send-status]")).containsText("inte längre tillgång till det");
        assertThat(note(secretary)).hasValue(THIRD);
        assertThat(secretary.page().locator("#f-newdecision")).hasValue("Beslut utan tillgång");
        secretary.wellMade("meetings-room-absent");
    }

    private void openOrShutAbove(String series) {
        chair.go(series + "/edit").choose("openAbove", "true").press("Spara");
        shown(chair, "Ändringarna är sparade.");
    }

    /** As when one signs out in another window; what is typed is saved by itself once one has signed in there. */
    @Test
    void whoeverIsSignedOutMeanwhileLosesNothing() {
        two.begun("Utloggad");
        two.bothAreHere();
        Page other = secretary.page().context().newPage();
        other.navigate(secretary.page().url());
        other.waitForNavigation(() -> other.evaluate("document.querySelector('form[action=\"/logout\"]').submit()"));
        note(secretary).fill(SECOND);
        Locator status = secretary.page().locator("[data-autosave-status]").first();
        assertThat(status).containsText("Inte sparat: du är utloggad");
        assertThat(status.locator("a")).hasText("Logga in i ett nytt fönster");
        assertThat(status.locator("a")).isVisible();
        secretary.page().locator("#f-newdecision").fill("Beslut som utloggad");
        secretary.press("Lägg till beslutet");
        Locator sent = secretary.page().locator("#form-newdecision [data-send-status]");
        assertThat(sent).containsText("Inte sparat än: du är utloggad");
        assertThat(sent.locator("a")).isVisible();
        assertThat(secretary.page().locator("#f-newdecision")).hasValue("Beslut som utloggad");
        secretary.page().locator("#f-title").fill("Punkt som utloggad");
        secretary.page().locator("#form-newitem button").click();
        assertThat(secretary.page().locator("#form-newitem [data-send-status]")).containsText("Inte sparat än: du är utloggad");
        secretary.screenshot("meetings-room-signed-out");
        other.locator("button[value=kvalitetsutvecklare]").click();
        LocatorAssertions.HasValueOptions patient = new LocatorAssertions.HasValueOptions().setTimeout(60_000);
        assertThat(note(chair)).hasValue(SECOND, patient);
        assertThat(chair.page().locator("[name^=decision-]")).hasValue("Beslut som utloggad", patient);
        assertThat(chair.page().locator(".s-room-nav li").filter(new Locator.FilterOptions().setHasText("Punkt som utloggad")))
                .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(60_000));
        assertThat(status).containsText("Sparat");
        assertThat(status.locator("a")).isHidden();
        assertThat(sent.locator("a")).isHidden();
        assertThat(secretary.page().locator("#f-newdecision")).hasValue("");
    }

    @Test
    void twoWhoWriteTheSameSeeBothAndChoose() {
        String meeting = two.begun("Krock");
        two.bothAreHere();
        secretary.page().context().setOffline(true);
        note(secretary).fill(SECOND);
        note(chair).fill(FIRST);
        assertThat(chair.page().locator("[data-autosave-status]").first()).containsText("Sparat");
        secretary.page().context().setOffline(false);
        Locator conflict = secretary.page().locator(".s-conflict");
        assertThat(conflict).containsText(FIRST);
        assertThat(conflict).containsText(SECOND);
        assertThat(note(secretary)).hasValue(SECOND);
        assertThat(conflict).containsText("Maria Lindqvist har ändrat samtidigt");
        secretary.wellMade("meetings-conflict");
        secretary.page().locator("button[name=resolution][value=both]").focus();
        note(chair).fill(THIRD);
        assertThat(conflict).containsText(THIRD);
        assertThat(conflict).containsText(SECOND);
        assertThat(secretary.page().locator("button[name=resolution][value=both]")).isFocused();

        // As if the other had saved once more just before it was pressed: the page comes back, and nothing in it is lost.
        secretary.page().evaluate("document.querySelector('[name=conflictVersion]').value -= 1");
        secretary.page().waitForNavigation(
                () -> secretary.page().locator("button[name=resolution][value=both]").click());
        note(chair).fill(FIRST);
        assertThat(conflict).hasCount(1);
        assertThat(conflict).containsText(FIRST);
        assertThat(note(secretary)).hasValue(SECOND);
        secretary.page().locator("button[name=resolution][value=both]").click();
        assertThat(note(secretary)).hasValue(Pattern.compile(FIRST + "\\s+" + SECOND));
        assertThat(note(chair)).hasValue(Pattern.compile(FIRST + "\\s+" + SECOND));
        assertThat(address(secretary)).contains(meeting);
        theOtherComesToWriteTheSame();
    }

    /** Then there is nothing to settle, and one goes on as before. */
    private void theOtherComesToWriteTheSame() {
        two.bothAreHere();
        secretary.page().context().setOffline(true);
        note(secretary).fill(SECOND);
        chair.page().waitForResponse(answer -> answer.url().endsWith("/note"), () -> note(chair).fill(FIRST));
        secretary.page().context().setOffline(false);
        Locator conflict = secretary.page().locator(".s-conflict");
        assertThat(conflict).containsText(FIRST);
        note(chair).fill(SECOND);
        assertThat(conflict).hasCount(0);
        assertThat(secretary.page().locator("[data-autosave-status]").first()).containsText("Sparat");
        note(chair).fill(THIRD);
        assertThat(note(secretary)).hasValue(THIRD);
    }

    @Test
    void whatIsToldMovesNoFocusAndTakesNothingThatIsTyped() {
        String meeting = two.begun("Fokus");
        two.bothAreHere();
        secretary.page().locator("#f-newaction").fill("Halvt skri");
        secretary.page().locator("#f-newaction").focus();
        chair.page().locator("#f-newdecision").fill("Ett beslut");
        chair.press("Lägg till beslutet");
        assertThat(secretary.page().locator("[name^=decision-]")).hasValue("Ett beslut");
        assertThat(secretary.page().locator("#f-newaction")).isFocused();
        secretary.page().keyboard().type("vet");
        assertThat(secretary.page().locator("#f-newaction")).hasValue("Halvt skrivet");
        aRowThatIsOpenStaysThat();
        theScreenFollows(meeting);
    }

    private void aRowThatIsOpenStaysThat() {
        Locator decision = secretary.page().locator("[name^=decision-]").first();
        assertThat(decision).isHidden();
        secretary.page().locator("li[id^=decision-] summary").focus();
        secretary.page().keyboard().press("Enter");
        assertThat(decision).isVisible();
        decision.focus();
        chair.page().locator("li[id^=decision-] summary").click();
        chair.page().locator("[name^=decision-]").fill("Ett beslut, och mer av det");
        assertThat(secretary.page().locator("li[id^=decision-] summary")).containsText("Ett beslut, och mer av det");
        assertThat(decision).hasValue("Ett beslut, och mer av det");
        assertThat(decision).isFocused();
        secretary.wellMade("meetings-room-entry");
        chair.wellMade("meetings-room-entry");
    }

    /** Also on a computer whose clock is set to another part of the world: the meeting's time is Swedish. */
    private void theScreenFollows(String meeting) {
        try (Visit screen = demo.visitFrom("America/New_York", Browser.View.WIDE)) {
            screen.signInAsDemoPerson("rektor").go(meeting + "/screen");
            LocalTime now = LocalTime.now(ZoneId.of("Europe/Stockholm"));
            DateTimeFormatter clock = DateTimeFormatter.ofPattern("HH'[.]'mm");
            assertThat(screen.page().locator("[data-clock]"))
                    .hasText(Pattern.compile(clock.format(now) + "|" + clock.format(now.plusMinutes(1))));
            Locator decisions = screen.page().locator("[aria-labelledby=h-decisions]");
            assertThat(decisions).containsText("Ett beslut");
            secretary.press("Lägg till beslutet");
            Locator decision = secretary.page().locator("#f-newdecision");
            assertThat(decision).isFocused();
            assertThat(decision).hasAttribute("aria-invalid", "true");
            assertThat(decision).hasAccessibleDescription("Fyll i det här.");
            decision.fill("Beslut medan skärmen visas");
            secretary.press("Lägg till beslutet");
            assertThat(decisions).containsText("Beslut medan skärmen visas");
            assertThat(decision).not().hasAttribute("aria-invalid", "true");
            chair.press("Punkten är klar");
            assertThat(screen.page().locator("[aria-labelledby=h-agenda] li").first()).containsText("Klar");
            Locator second = screen.page().locator("[aria-labelledby=h-agenda] li").nth(1);
            String title = second.locator("span").nth(1).innerText().replaceAll("^\\d+\\. ", "");
            chair.page().context().setOffline(true);
            chair.press("Nästa: 2. " + title);
            shown(chair, "Mötet går vidare när den svarar.");
            chair.page().context().setOffline(false);
            assertThat(chair.page().locator("#h-item")).hasText("2. " + title);
            String minutes = chair.page().locator(".s-room-nav li a[aria-current] small").innerText().replaceAll("(?s).*?(\\d+ min).*", "$1");
            assertThat(chair.page().locator("[data-live-get*='/room/item'] [data-clock-until]")).containsText(minutes + " kvar av punkten");
            assertThat(screen.page().locator("#h-item")).hasText(title);
            assertThat(second).hasAttribute("aria-current", "step");
            screen.page().getByText("Tillbaka till mötet").focus();
            screen.page().keyboard().press("Enter");
            assertThat(note(screen)).isVisible();
        }
    }
}
