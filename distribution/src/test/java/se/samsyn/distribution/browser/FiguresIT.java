package se.samsyn.distribution.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.plugin.PluginSource;

/** A plugin's own figures: imported with a preview, beside the goal that they are about, and with a field of its own on it. */
class FiguresIT {

    @RegisterExtension
    static final DemoServer demo = new DemoServer();

    @TempDir
    Path folder;

    private static PluginSource sickLeave() {
        return PluginSource.of("sick-leave")
                .define(
                        """
                        c.permission(Permission.named("read").onOwnUnits(Role.PRINCIPAL, Role.ADMINISTRATOR))
                         .indicatorSource(new IndicatorSource("payroll", List.of(new IndicatorDefinition("SICK-LEAVE", 1,
                             IndicatorDefinition.Direction.LOWER_BETTER, IndicatorDefinition.Periodicity.MONTH, IndicatorDefinition.Aggregation.NONE))))
                         .importer(new Importer("payroll", "payroll", List.of(".csv"), Entry::read))
                         .customField(CustomField.of(CustomField.Target.GOAL, "ceiling", CustomField.Type.NUMBER))
                         .customField(CustomField.of(CustomField.Target.GOAL, "review", CustomField.Type.DATE))
                         .customField(CustomField.of(CustomField.Target.GOAL, "centre", CustomField.Type.TEXT))
                         .customField(new CustomField(CustomField.Target.GOAL, "money", CustomField.Type.CHOICE, List.of("state", "own")))
                         .panel(new Panel(Panel.Slot.GOAL_RAIL, "panel", "read", r -> Response.page("panel", Map.of("figures",
                             r.services().indicators().outcomes("SICK-LEAVE", List.of(r.pathParameter("unit"))).getOrDefault(r.pathParameter("unit"), List.of())))))
                         .panel(new Panel(Panel.Slot.MY_PAGE_RAIL, "panel", "read", r -> Response.page("panel", Map.of("figures", List.of()))))
                         .messages("messages");
                        """)
                .members(
                        """
                        static void read(ImportFile file, ImportRows rows) throws java.io.IOException {
                            try (var in = new java.io.BufferedReader(new java.io.InputStreamReader(file.open(), java.nio.charset.StandardCharsets.UTF_8))) {
                                if (!"enhet;period;procent".equals(in.readLine())) throw new InputException(rows.text("wrong"), Map.of());
                                int row = 1;
                                for (String line = in.readLine(); line != null; line = in.readLine()) {
                                    row++;
                                    String[] cells = line.split(";", -1);
                                    Figure.UnitKey unit = new Figure.UnitKey("name", cells[0]);
                                    if (cells[2].equals("..")) rows.figure(row, new Figure("SICK-LEAVE", unit, cells[1], Figure.Gender.ALL, null, Figure.Missing.SUPPRESSED));
                                    else if (!cells[2].matches("[0-9,]+")) rows.reject(row, cells[0] + " " + cells[1], rows.text("number", cells[2]));
                                    else rows.figure(row, new Figure("SICK-LEAVE", unit, cells[1], Figure.Gender.ALL, Double.valueOf(cells[2].replace(',', '.')), null));
                                }
                            }
                        }
                        """)
                .messages(
                        """
                        permission.read=Läsa sjukfrånvaro
                        source.payroll=Personalsystemet
                        indicator.SICK-LEAVE=Sjukfrånvaro
                        indicator.SICK-LEAVE.description=Andel av arbetstiden
                        indicator.SICK-LEAVE.unit=%
                        import.payroll=Sjukfrånvaro ur personalsystemet
                        import.payroll.help=En rad per enhet och månad, som personalsystemet lämnar dem.
                        wrong=Filen kommer inte ur personalsystemet.
                        number=”{0}” är inget tal.
                        field.ceiling=Högsta sjukfrånvaro
                        field.ceiling.help=I procent av arbetstiden.
                        field.review=Granskas
                        field.review.help=
                        field.centre=Kostnadsställe
                        field.centre.help=Som i ekonomisystemet
                        field.money=Pengarna kommer från
                        field.money.help=
                        field.money.state=Staten
                        field.money.own=Egen ram
                        panel=Sjukfrånvaro
                        none=Inga siffror att visa.
                        """)
                .resource("panel.peb", "{% import \"se/samsyn/core/web/macros\" %}{% import \"se/samsyn/core/web/tables\" %}{% if figures is empty %}<p class=\"s-muted\">{{ t('none') }}</p>{% else %}<dl class=\"s-dl\">{% for f in figures %}<dt>{{ f.period }}</dt><dd>{{ measureValue(f.state, f.text) }}</dd>{% endfor %}</dl>{% endif %}");
    }

    @Test
    void aFileIsImportedAndAGoalSaysWhatItMayBe() {
        try (Visit admin = demo.visit(Browser.View.WIDE)) {
            admin.signInAsDemoPerson("admin").go("/settings/modules/install");
            admin.page().locator("main input[type=file]").setInputFiles(sickLeave().writeTo(folder));
            admin.press("Granska").press("Lägg in");
            admin.page().locator("main form[action$='/sick-leave/enable'] button").click();
            admin.go("/settings/modules/sick-leave").wellMade("figures-module");
            admin.go("/imports").wellMade("figures-imports");
            admin.turn(Browser.View.PHONE).wellMade("figures-imports").turn(Browser.View.WIDE);
            admin.follow("Sjukfrånvaro ur personalsystemet").wellMade("figures-import");
            send(admin, "fel fil\n").wellMade("figures-import-error");
            assertThat(admin.text()).contains("Filen kommer inte ur personalsystemet.");
            send(admin, "enhet;period;procent\nLindängsskolan;2025-09;4,5\nLindängsskolan;2025-08;..\nLindängsskolan;2025-07;fyra\nMånskolan;2025-09;3\n")
                    .wellMade("figures-preview");
            assertThat(admin.text()).contains("”fyra” är inget tal", "Det finns ingen enhet ”Månskolan”");
            admin.turn(Browser.View.PHONE).wellMade("figures-preview");
            admin.press("Genomför").wellMade("figures-imported");
        }
        try (Visit principal = demo.visit(Browser.View.WIDE)) {
            principal.signInAsDemoPerson("rektor").go("/my-page").wellMade("figures-my-page");
            assertThat(principal.text()).contains("Inga siffror att visa.", "Från tillägget Tillägget sick-leave");
            String goal = principal.page().locator("main a[href^='/goals/']").first().getAttribute("href");
            principal.go(goal);
            principal.page().locator("main .s-card--plugin .s-from").first().waitFor();
            assertThat(principal.text()).contains("2025-09", "4,5");
            principal.go(goal + "/edit");
            if (principal.page().locator("[name='customFields.sick-leave:ceiling']").count() == 0) {
                goal = draftGoal(principal);
                principal.go(goal + "/edit");
            }
            principal.fill("customFields.sick-leave:ceiling", "lågt").press("Spara").wellMade("figures-goal-error");
            assertThat(principal.text()).contains("Högsta sjukfrånvaro: Skriv ett tal");
            principal.turn(Browser.View.PHONE).wellMade("figures-goal-error");
            principal.fill("customFields.sick-leave:ceiling", "5,5")
                    .fill("customFields.sick-leave:centre", "7100 Elevhälsa")
                    .fill("customFields.sick-leave:review", "2026-03-31")
                    .select("customFields.sick-leave:money", "Egen ram")
                    .wellMade("figures-goal-form");
            principal.turn(Browser.View.WIDE).press("Spara").wellMade("figures-goal");
            assertThat(principal.text()).contains("Högsta sjukfrånvaro", "5,5", "31 mars 2026", "Egen ram", "4,5");
            principal.turn(Browser.View.PHONE).wellMade("figures-goal");
            principal.go(goal + "/history").wellMade("figures-goal-history");
        }
    }

    /** A sheet of a unit's figures: moved in by keys, filled from a spreadsheet, checked at each cell, saved at once. */
    @Test
    void manyFiguresAreEnteredAsInASheet() {
        try (Visit principal = demo.visit(Browser.View.WIDE)) {
            principal.signInAsDemoPerson("rektor").go("/indicators?show=used");
            principal.go(principal.links().stream().filter(link -> link.matches("/indicators/\\d+.*")).findFirst().orElseThrow());
            principal.follow("Ange värden").follow("Ange många värden");
            String sheet = principal.page().url().replaceAll("\\?.*", "");
            principal.go(sheet + "?columns=TARGET").wellMade("values");
            Locator cells = principal.page().locator(".s-values input[type=text][name*='OUTCOME']");
            cells.first().focus();
            principal.page().keyboard().press("ArrowDown");
            assertThat(focused(principal)).isEqualTo(cells.nth(1).getAttribute("name"));
            principal.page().keyboard().press("Shift+Enter");
            paste(principal, "61 %\r\nsextio\r\n..\r\n");
            principal.page().locator(".s-values .s-error").waitFor();
            assertThat(principal.text()).contains("Inklistrade celler: 3.", "Skriv ett tal, till exempel 86,5.", "Att rätta: 1.");
            principal.wellMade("values-wrong");
            principal.turn(Browser.View.PHONE).wellMade("values-wrong").turn(Browser.View.WIDE);
            principal.page().keyboard().press("ArrowDown");
            principal.page().keyboard().type("60");
            principal.page().keyboard().press("Enter");
            principal.page().locator(".s-values .s-error").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            String first = cells.first().getAttribute("name");
            try (Visit other = demo.visit(Browser.View.WIDE)) {
                other.signInAsDemoPerson("rektor").go(sheet).fill(first, "65").press("Spara alla");
                assertThat(other.page().locator(".s-flash").innerText()).contains("Sparade värden: 1.");
            }
            principal.page().keyboard().press("Control+Enter");
            principal.page().locator(".s-value-pick").waitFor();
            assertThat(principal.text()).contains("har sparat 65 sedan du öppnade sidan");
            principal.wellMade("values-overtaken").turn(Browser.View.PHONE).wellMade("values-overtaken");
            principal.choose("pick." + first, "theirs").press("Spara alla").wellMade("values-saved");
            assertThat(principal.text()).contains("Sparade värden: 2.");
            assertThat(principal.page().locator("input[name='" + first + "']").inputValue()).isEqualTo("65");
        }
    }

    private static Object focused(Visit visit) {
        return visit.page().evaluate("document.activeElement.name");
    }

    private static void paste(Visit visit, String block) {
        visit.page().evaluate(
                "block => { const data = new DataTransfer(); data.setData('text/plain', block);"
                        + " document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }",
                block);
    }

    private static Visit send(Visit visit, String text) {
        visit.page().locator("main input[type=file]").setInputFiles(
                new FilePayload("franvaro.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8)));
        return visit.press("Förhandsgranska");
    }

    /** A goal of a plan that is not adopted, where one can write. */
    private static String draftGoal(Visit visit) {
        visit.go("/plans");
        for (String plan : visit.links().stream().filter(link -> link.matches("/plans/\\d+")).toList()) {
            visit.go(plan);
            String goal = visit.links().stream().filter(link -> link.matches("/goals/\\d+")).findFirst().orElse("");
            if (!goal.isEmpty() && visit.page().locator("main a[href$='/edit'], main form[action$='/goals']").count() > 0) {
                visit.go(goal);
                if (visit.page().locator("main a[href='" + goal + "/edit']").count() > 0) {
                    return goal;
                }
            }
        }
        throw new IllegalStateException("The demo municipality has no goal that this person may change");
    }
}
