package se.samsyn.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.planning.Activity;
import se.samsyn.core.planning.ActivityDraft;
import se.samsyn.core.plugin.PluginSource;

class SearchPagesTest {

    @TempDir
    Path folder;

    private TestSamsyn samsyn;

    @BeforeEach
    void start() {
        PluginSource.of("notes")
                .define(
                        """
                        c.messages("messages").permission(Permission.named("read").onOwnUnits(Role.PRINCIPAL))
                         .search((caller, services) -> {
                            if (caller.name().startsWith("Trasig")) throw new IllegalStateException("no");
                            return caller.may("read") ? Set.of("principals") : Set.of();
                         })
                         .route(Route.get("/find", Access.signedIn(), r -> Response.json(context.search().search(r.query("q"), 10, r.caller(), r.services()))))
                         .route(Route.get("/bad", Access.everyone(), r -> {
                            try { context.search().put(List.of(new SearchDocument("x", "no.such", "T", "", "/", Set.of()))); return Response.json("put"); }
                            catch (IllegalArgumentException e) { return Response.json(e.getMessage()); }
                         }));
                        """)
                .start("context.search().put(List.of(new SearchDocument(\"n1\", \"kind\", \"Anteckning <b>om frånvaro</b>\", \"Närvaron <i>ökar</i> i höst\", \"/n/1\", Set.of(\"principals\"))));")
                .messages("permission.read=Läsa\nkind=Anteckning\n")
                .writeTo(folder.resolve("plugins"));
        samsyn = TestSamsyn.start(folder);
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    private static String search(TestClient who, String typed) {
        TestClient.Answer answer = who.get("/search?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            Thread.sleep(20);
        }
    }

    @Test
    void findsUnitsAsTheyComeAndChange() throws Exception {
        TestClient principal = samsyn.signIn("rektor", Role.PRINCIPAL);
        await(() -> search(principal, "ekback").contains("Ekbackens skola"));
        assertThat(search(principal, "ekback")).contains("1 träff", "Enhet", "/units/" + samsyn.school().id());
        samsyn.unit(samsyn.administration(), UnitKind.COMPULSORY_SCHOOL, "Nybyggda skolan");
        await(() -> search(principal, "nybygg").contains("Nybyggda skolan"));
        assertThat(search(principal, "zzz")).contains("Inga träffar", "zzz");
        assertThat(principal.get("/search").body()).doesNotContain("Inga träffar");
        assertThat(search(principal, "\"<script>alert(1)</script>")).doesNotContain("<script>alert");
    }

    @Test
    void whatAPluginPutsInIsFoundByThoseItSaysWhileItIsOn() {
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        TestClient admin = samsyn.signIn("admin");
        TestClient principal = samsyn.signIn("rektor", Role.PRINCIPAL);
        assertThat(admin.post("/settings/modules/notes/enable", Map.of()).status()).isEqualTo(303);

        assertThat(search(principal, "närvaro"))
                .contains("Anteckning &lt;b&gt;om frånvaro", "/modules/notes/n/1", "<mark>Närvaron</mark>", "Tillägget notes")
                .doesNotContain("<i>ökar");
        assertThat(search(admin, "närvaro")).contains("Inga träffar");
        assertThat(search(samsyn.signIn("trasig", Role.PRINCIPAL), "närvaro")).contains("Inga träffar");
        assertThat(principal.get("/modules/notes/find?q=fr%C3%A5n").body()).isEqualTo("[\"n1\"]");
        assertThat(admin.get("/modules/notes/find?q=fr%C3%A5n").body()).isEqualTo("[]");
        assertThat(admin.get("/modules/notes/bad").json().asString()).isEqualTo("There is no message no.such");

        admin.post("/settings/modules/notes/disable", Map.of());
        assertThat(search(principal, "närvaro")).contains("Inga träffar");
        assertThat(admin.get("/settings/modules/notes/erase").body()).contains("Sökträffar</th>");
        assertThat(admin.post("/settings/modules/notes/erase", Map.of("name", "Tillägget notes")).status()).isEqualTo(303);
        assertThat(samsyn.rows("select * from search_document where source = 'notes'")).isEmpty();
        assertThat(samsyn.rows("select * from search_text where body match 'närvaron'")).isEmpty();
    }

    @Test
    void anActivityLeadsWhereItComesFromOnlyThoseWhoFindItThere() {
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        TestClient admin = samsyn.signIn("admin");
        TestClient principal = samsyn.signIn("rektor", Role.PRINCIPAL);
        TestClient broken = samsyn.signIn("trasig", Role.PRINCIPAL);
        String known = activity("/n/1#action-3");
        String unknown = activity("/find");
        assertThat(principal.get(known).body()).contains("Kommer från Anteckning").doesNotContain("/modules/notes");
        admin.post("/settings/modules/notes/enable", Map.of());

        assertThat(principal.get(known).body()).contains("href=\"/modules/notes/n/1#action-3\"");
        for (TestClient other : List.of(admin, broken)) {
            assertThat(other.get(known).body()).contains("Kommer från Anteckning").doesNotContain("/modules/notes/n");
            assertThat(other.get(unknown).body()).contains("href=\"/modules/notes/find\"");
        }
    }

    private String activity(String path) {
        Activity made = samsyn.app().planning().activities().createOnUnit(
                samsyn.system(),
                samsyn.school().id(),
                new ActivityDraft("Boka lokal", "", List.of(), null, null, Activity.State.NOT_STARTED, 0),
                new Activity.Origin("notes", "Anteckning", path));
        return "/activities/" + made.id();
    }

    @Test
    void onlyThoseWhoAreSignedInSearch() {
        assertThat(samsyn.client().get("/search?q=skola").location()).startsWith("/login");
    }
}
