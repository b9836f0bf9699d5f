package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.planning.Goal;
import se.samsyn.core.planning.GoalDraft;
import se.samsyn.core.planning.Plan;
import se.samsyn.core.planning.PlanType;

/** Plugins' panels beside a goal and on 'Min sida'. */
class PanelsTest {

    private static final Pattern PANEL = Pattern.compile("hx-get=\"(/modules/[^\"]+)\"");

    private TestSamsyn samsyn;
    private Goal goal;
    private TestClient principal;

    @BeforeEach
    void start() throws IOException {
        Path folder = Files.createTempDirectory("samsyn-panels");
        PluginSource.of("beside")
                .define(
                        """
                        c.permission(Permission.named("read").onOwnUnits(Role.PRINCIPAL).onAllUnits(Role.HEAD))
                         .panel(new Panel(Panel.Slot.GOAL_RAIL, "goal", "read", r -> Response.page("goal",
                             Map.of("goal", r.pathParameter("goal"), "unit", r.pathParameter("unit")))))
                         .panel(new Panel(Panel.Slot.GOAL_RAIL, "broken", "read", r -> { throw new IllegalStateException("boom"); }))
                         .panel(new Panel(Panel.Slot.MY_PAGE_RAIL, "mine", "read", r -> Response.page("mine", Map.of("name", r.caller().name()))))
                         .messages("messages");
                        """)
                .messages(
                        """
                        goal=Vad målet kostar
                        broken=Det som går sönder
                        mine=Mina siffror
                        permission.read=Läsa bredvid
                        """)
                .resource("goal.peb", "<p>Mål {{ goal }} på {{ unit }}</p>")
                .resource("mine.peb", "<p>För {{ name }}</p>")
                .writeTo(folder.resolve("plugins"));
        samsyn = TestSamsyn.start(folder);
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        samsyn.user("anna", Role.EMPLOYEE, samsyn.school());
        samsyn.signIn("admin").post("/settings/modules/beside/enable", Map.of());
        PlanType type = samsyn.app().planning().types().createDefault(samsyn.system(), PlanType.Calendar.FISCAL_YEAR);
        Plan plan = samsyn.app().planning().plans().create(
                samsyn.system(), type.id(), samsyn.school().id(), Period.of("2026"), "Skolans plan");
        goal = samsyn.app().planning().goals().create(
                samsyn.system(), plan.id(), GoalDraft.titled(type.levels().get(2).id(), "Alla läser"));
        principal = samsyn.signIn("rektor");
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    private static List<String> panels(TestClient.Answer page) {
        assertThat(page.status()).isEqualTo(200);
        return PANEL.matcher(page.body()).results().map(found -> found.group(1)).toList();
    }

    @Test
    void standBesideAGoalAndSayWhichItIs() {
        TestClient.Answer page = principal.get("/goals/" + goal.id());
        assertThat(page.body()).contains("Vad målet kostar", "Det som går sönder").doesNotContain("Mina siffror");
        List<String> panels = panels(page);
        assertThat(panels).hasSize(2);
        assertThat(principal.get(panels.get(0), "HX-Request", "true").body())
                .contains("<p>Mål " + goal.id() + " på " + samsyn.school().id() + "</p>", "Från tillägget Tillägget beside");
        TestClient.Answer broken = principal.get(panels.get(1), "HX-Request", "true");
        assertThat(broken.status()).isEqualTo(200);
        assertThat(broken.body()).contains("gick inte att visa").doesNotContain("boom");
        assertThat(principal.get(panels.get(0)).body()).as("without script").contains("<html", "Mål " + goal.id());
    }

    @Test
    void areNotShownBesideAGoalAsItWas() {
        samsyn.clock().forward(Duration.ofDays(3));
        String yesterday = samsyn.clock().today().minusDays(1).toString();
        assertThat(panels(samsyn.signIn("rektor").get("/goals/" + goal.id() + "?asof=" + yesterday))).isEmpty();
    }

    @Test
    void areForThoseWhoHaveThePermissionOnTheGoalsUnit() {
        TestClient employee = samsyn.signIn("anna");
        assertThat(panels(employee.get("/goals/" + goal.id()))).isEmpty();
        String path = panels(principal.get("/goals/" + goal.id())).get(0);
        assertThat(employee.get(path).status()).isEqualTo(403);
    }

    @Test
    void cannotBeAskedOfAGoalOfAnotherUnit() {
        samsyn.user("granne", Role.PRINCIPAL, samsyn.otherSchool());
        TestClient neighbour = samsyn.signIn("granne");
        Matcher path = Pattern.compile("(.*/)\\d+/\\d+").matcher(panels(principal.get("/goals/" + goal.id())).get(0));
        assertThat(path.matches()).isTrue();
        String forged = path.group(1) + samsyn.otherSchool().id() + "/" + goal.id();
        assertThat(neighbour.get(forged).status()).as("the goal is of another unit").isEqualTo(404);
        assertThat(principal.get(path.group(1) + samsyn.school().id() + "/999999").status()).isEqualTo(404);
        assertThat(principal.get(path.group(1) + samsyn.school().id() + "/x").status()).isEqualTo(404);
    }

    @Test
    void standOnOnesOwnPage() {
        TestClient.Answer page = principal.get("/my-page");
        assertThat(page.body()).contains("Mina siffror").doesNotContain("Vad målet kostar");
        String path = panels(page).get(0);
        assertThat(principal.get(path, "HX-Request", "true").body()).contains("<p>För Rektor Testsson</p>");
        TestClient employee = samsyn.signIn("anna");
        assertThat(panels(employee.get("/my-page"))).isEmpty();
        assertThat(employee.get(path).status()).isEqualTo(403);
        samsyn.signIn("admin").post("/settings/modules/beside/disable", Map.of());
        assertThat(panels(principal.get("/my-page"))).isEmpty();
        assertThat(principal.get(path).status()).isEqualTo(404);
    }
}
