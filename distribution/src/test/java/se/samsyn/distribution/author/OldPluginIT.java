package se.samsyn.distribution.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import se.samsyn.testkit.RunningSamsyn;
import se.samsyn.testkit.Visitor;

/** A plugin that was built on the baseline of the api, and is never built again, goes on working. */
class OldPluginIT {

    private static final Path JAR = Path.of("../api/compat/baseline/hr-sick-leave-1.0.0.jar");
    private static final String PAGE = "/modules/hr-sick-leave";
    private static final String IMPORT = "/imports/new/hr-sick-leave:sick-leave";

    @RegisterExtension
    static final RunningSamsyn samsyn = RunningSamsyn.withPlugin(JAR, "hr-sick-leave");

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }

    @Test
    void allThatItAddsWorks() throws InterruptedException {
        Visitor principal = samsyn.signIn("rektor");
        takesAFileIn(samsyn.signIn("kvalitetsutvecklare"));
        assertThat(principal.get(PAGE).body()).contains("Lindängsskolan", "7,2");
        String unit = found("href=\"" + PAGE + "/units/(\\d+)\"", principal.get(PAGE).body());
        standsBesideAGoal(principal, unit);
        assertThat(principal.get(PAGE + "/units/" + unit).body()).contains("Över taket", "2026-09");
        runsItsJob(samsyn.signIn("admin"));
        assertThat(samsyn.log()).doesNotContain("Error", "Exception");
    }

    private static void takesAFileIn(Visitor developer) {
        developer.get(IMPORT);
        byte[] file = "enhet;månad;sjukfrånvaro\nLindängsskolan;2026-09;7,2\n".getBytes(StandardCharsets.UTF_8);
        Visitor.Answer preview = developer.upload(IMPORT, Map.of(), "files", "september.csv", file);
        developer.follow(preview);
        assertThat(developer.post(preview.location() + "/run", Map.of()).status()).isEqualTo(303);
    }

    private static void standsBesideAGoal(Visitor principal, String unit) {
        Visitor script = samsyn.script("rektor");
        String goal = found("\"id\":\"(\\d+)\"[^{]*\"period\":\"2026/27\"", script.get("/api/v1/goals?unit=" + unit).body());
        Visitor.Answer changed = script.json(
                "PATCH", "/api/v1/goals/" + goal, "{\"customFields\":{\"hr-sick-leave:ceiling\":\"6.5\"}}", "If-Match", "\"1\"");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        String panel = found("hx-get=\"(" + PAGE + "/panels/[^\"]+)\"", principal.get("/goals/" + goal).body());
        assertThat(principal.get(panel, "HX-Request", "true").body()).contains("Över taket");
    }

    @Test
    void noPluginIsTakenInThroughThePagesUnlessTheServersSettingsSaySo() throws IOException {
        String install = "/settings/modules/install";
        Visitor admin = samsyn.signIn("admin");
        assertThat(admin.get(install).body()).contains("Avstängt på den här servern").doesNotContain("type=\"file\"");
        byte[] jar = Files.readAllBytes(JAR);
        assertThat(admin.upload(install, Map.of(), "file", "plugin.jar", jar).status()).isEqualTo(403);
        assertThat(samsyn.folder().resolve("plugins/staged")).isEmptyDirectory();
    }

    private static void runsItsJob(Visitor admin) throws InterruptedException {
        admin.get("/settings/modules/hr-sick-leave");
        assertThat(admin.post("/settings/jobs/plugin:hr-sick-leave/import/run", Map.of()).status()).isEqualTo(303);
        long end = System.nanoTime() + 60_000_000_000L;
        String page = admin.get("/settings/modules/hr-sick-leave").body();
        while (!page.contains("Ingen fil är angiven") && System.nanoTime() < end) {
            Thread.sleep(200);
            page = admin.get("/settings/modules/hr-sick-leave").body();
        }
        assertThat(page).contains("Ingen fil är angiven i inställningarna.");
    }
}
