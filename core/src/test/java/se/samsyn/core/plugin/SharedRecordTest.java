package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;

class SharedRecordTest {

    @TempDir
    Path folder;

    private TestSamsyn samsyn;
    private TestClient admin;

    @BeforeEach
    void start() {
        PluginSource.of("giver")
                .define(
                        """
                        c.permission(Permission.named("secret").onOwnUnits(Role.PRINCIPAL))
                         .messages("messages")
                         .shares(new SharedRecord("counts", 1, (key, caller, services) -> switch (key) {
                             case "throws" -> throw new LinkageError("no");
                             case "unwritable" -> new Object() { public String getBad() { throw new IllegalStateException(); } };
                             default -> caller.may("secret", key) ? Map.of("unit", services.units().find(key).get().name()) : null;
                         }));
                        """)
                .messages("permission.secret=Hemligt\n")
                .writeTo(folder.resolve("plugins"));
        PluginSource.of("asker")
                .define(
                        """
                        c.route(Route.get("/{name}/{version}/{key}", Access.signedIn(), r -> Response.json(r.services().records()
                            .find("giver", r.pathParameter("name"), Integer.parseInt(r.pathParameter("version")), r.pathParameter("key")).orElse("nothing"))));
                        """)
                .writeTo(folder.resolve("plugins"));
        samsyn = TestSamsyn.start(folder);
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        admin = samsyn.signIn("admin");
        admin.post("/settings/modules/giver/enable", Map.of());
        admin.post("/settings/modules/asker/enable", Map.of());
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    private static String asked(TestClient who, String path) {
        TestClient.Answer answer = who.get("/modules/asker/" + path);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().asString();
    }

    @Test
    void isReadWithTheCallersPermissions() {
        TestClient principal = samsyn.signIn("rektor", Role.PRINCIPAL);
        String school = "counts/1/" + samsyn.school().id();
        assertThat(asked(principal, school)).isEqualTo("{\"unit\":\"Ekbackens skola\"}");
        assertThat(asked(principal, "counts/1/" + samsyn.otherSchool().id())).isEqualTo("nothing");
        assertThat(asked(admin, school)).isEqualTo("nothing");
    }

    @Test
    void whatIsNotSharedOrOffOrFailsIsNothing() {
        TestClient principal = samsyn.signIn("rektor", Role.PRINCIPAL);
        String school = "/" + samsyn.school().id();
        assertThat(asked(principal, "counts/2" + school)).isEqualTo("nothing");
        assertThat(asked(principal, "other/1" + school)).isEqualTo("nothing");
        assertThat(asked(principal, "counts/1/throws")).isEqualTo("nothing");
        assertThat(asked(principal, "counts/1/unwritable")).isEqualTo("nothing");
        assertThat(asked(principal, "counts/1" + school)).isNotEqualTo("nothing");
        assertThat(samsyn.app().plugins().find("giver").orElseThrow().health().errors()).isEqualTo(2);
        admin.post("/settings/modules/giver/disable", Map.of());
        assertThat(asked(principal, "counts/1" + school)).isEqualTo("nothing");
    }
}
