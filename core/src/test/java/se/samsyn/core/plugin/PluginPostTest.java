package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.database.Database;

/** What a plugin does with files, documents and letters, over HTTP in a whole Samsyn. */
class PluginPostTest {

    private TestSamsyn samsyn;
    private TestClient principal;

    @BeforeEach
    void start() throws IOException {
        Path folder = Files.createTempDirectory("samsyn-post");
        PluginSource.of("post")
                .define(
                        """
                        c.permission(Permission.named("attend").onOwnUnits(Role.PRINCIPAL))
                         .route(Route.get("/", Access.permission("attend"), r -> Response.json(Map.of(
                             "now", r.services().attachments().of(List.of("item")),
                             "ever", r.services().attachments().history("item")))))
                         .route(Route.post("/files", Access.permission("attend"), r -> {
                             try {
                                 return Response.json(r.services().attachments().add("item", r.upload("file")));
                             } catch (InputException e) {
                                 return Response.problem(422, "bad-file", e.getMessage());
                             }
                         }))
                         .route(Route.get("/files/{id}", Access.permission("attend"), r -> r.services().attachments()
                             .open(r.pathParameter("id")).<Response>map(f -> f).orElse(Response.problem(404, "gone", "Borta"))))
                         .route(Route.post("/files/{id}/remove", Access.permission("attend"), r -> {
                             r.services().attachments().remove(r.pathParameter("id"));
                             return Response.redirect("/modules/post");
                         }))
                         .route(Route.get("/broken", Access.permission("attend"), r -> new Response.File("b.csv", "text/csv", out -> {
                             out.write(new byte[2 << 20]);
                             throw new java.io.IOException("the rest is gone");
                         })))
                         .route(Route.get("/pdf", Access.permission("attend"), r -> context.documents().pdf("p.pdf", document())))
                         .route(Route.get("/word", Access.permission("attend"), r -> context.documents().word("p.docx", document())))
                         .route(Route.post("/send", Access.permission("attend"), r -> context.database().write(h -> {
                             r.services().mails().send(List.of(
                                 se.samsyn.api.mail.Mail.of(Set.of(r.caller().id(), "99999", "x"), document())));
                             if (r.form("fail") != null) { throw new IllegalStateException("undone"); }
                             return Response.redirect("/modules/post");
                         })))
                         .route(Route.post("/invite", Access.permission("attend"), r -> {
                             java.time.Instant at = java.time.Instant.parse("2026-10-15T07:00:00Z");
                             r.services().mails().send(List.of(new se.samsyn.api.mail.Mail(Set.of(r.caller().id()), document(),
                                 new se.samsyn.api.work.CalendarEntry(
                                     "k", 0, "T", "", "", at, at.plusSeconds(60), r.form("path"), false))));
                             return Response.redirect("/modules/post");
                         }))
                         .route(Route.get("/reach", Access.permission("attend"), r -> Response.json(Map.of(
                             "available", r.services().mails().available(),
                             "reachable", r.services().mails().reachable(java.util.Arrays.asList(r.query("ids").split(",")))))))
                         .messages("messages");
                        """)
                .members(
                        """
                        private static se.samsyn.api.document.Document document() {
                            return new se.samsyn.api.document.Document("Protokoll", Locale.forLanguageTag("sv"), List.of(
                                new se.samsyn.api.document.Document.Paragraph("Hemligt innehåll")));
                        }
                        """)
                .messages("permission.attend=Delta\n")
                .writeTo(folder.resolve("plugins"));
        samsyn = TestSamsyn.start(folder);
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        principal = samsyn.signIn("rektor");
        assertThat(samsyn.app().plugins().enable("post", samsyn.system().requireAnywhere("system.manage")).problem())
                .isNull();
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    @Test
    void filesComeInAreGivenBackAsDownloadsAndAreErasedWithThePlugin() {
        byte[] text = "Hej på er alla".getBytes(StandardCharsets.UTF_8);
        TestClient.Answer added = principal.upload("/modules/post/files", Map.of(), "file", "Åtgärder.txt", text);
        assertThat(added.status()).as(added.body()).isEqualTo(200);
        String id = added.json().get("id").asString();
        assertThat(added.json().get("addedBy").asString()).isEqualTo(samsyn.acting("rektor").id());

        TestClient.Answer file = principal.get("/modules/post/files/" + id);
        assertThat(file.body()).isEqualTo("Hej på er alla");
        assertThat(file.header("Content-Disposition")).hasValue("attachment; filename*=UTF-8''%C3%85tg%C3%A4rder.txt");
        assertThat(file.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(samsyn.signIn("admin").get("/modules/post/files/" + id).status()).isEqualTo(403);
        assertThat(principal.get("/modules/post/files/999").status()).isEqualTo(404);
        assertThat(principal.get("/modules/post/files/x").status()).isEqualTo(404);

        TestClient.Answer html = principal.upload(
                "/modules/post/files", Map.of(), "file", "x.html", "<script>".getBytes(StandardCharsets.UTF_8));
        assertThat(html.status()).isEqualTo(422);
        assertThat(html.body()).contains("x.html är av ett slag som inte tas emot");

        principal.post("/modules/post/files/" + id + "/remove", Map.of());
        assertThat(principal.get("/modules/post/files/" + id).status()).isEqualTo(404);
        assertThat(principal.get("/modules/post").json().get("ever").get(0).get("removed").asBoolean()).isTrue();

        TestClient.Answer quoted = principal.upload("/modules/post/files", Map.of(), "file", "A%22B%22.txt", text);
        assertThat(quoted.json().get("name").asString()).as("as a browser sends quotes").isEqualTo("AB.txt");

        principal.post("/modules/post/send", Map.of());
        samsyn.app().plugins().disable("post", samsyn.system().requireAnywhere("system.manage"));
        TestClient admin = samsyn.signIn("admin");
        assertThat(admin.get("/settings/modules/post/erase").body()).contains("Bifogade filer", "Brev</th>");
        assertThat(admin.post("/settings/modules/post/erase", Map.of("name", "Tillägget post")).status()).isEqualTo(303);
        assertThat(samsyn.rows("select 1 from attachment")).isEmpty();
        assertThat(samsyn.rows("select 1 from mail")).isEmpty();
    }

    @Test
    void whoeverSendsIsToldWhomALetterReaches() {
        String with = samsyn.acting("rektor").id();
        String without = samsyn.acting("admin").id();
        String left = Long.toString(samsyn.person("borta").id());
        Database database = samsyn.app().database();
        database.write(() -> database.jdbi().useHandle(handle -> {
            handle.execute("update person set email = username || '@kommun.example' where username in ('rektor', 'borta')");
            handle.execute("update person set state = 'BLOCKED' where username = 'borta'");
        }));
        TestClient.Answer answer = principal.get("/modules/post/reach?ids=" + with + "," + without + "," + left + ",99999,x");
        assertThat(answer.json().get("reachable").size()).isEqualTo(1);
        assertThat(answer.json().get("reachable").get(0).asString()).isEqualTo(with);
        assertThat(answer.json().get("available").asBoolean()).isFalse();
    }

    @Test
    void anInvitationLeadsToTheSameAddressAsThePagesDo() {
        assertThat(principal.post("/modules/post/invite", Map.of("path", "/")).status()).isEqualTo(303);
        assertThat(String.valueOf(samsyn.rows("select invitation from mail").get(0)))
                .contains("/modules/post\"")
                .doesNotContain("/modules/post/\"");
        assertThat(principal.post("/modules/post/invite", Map.of("path", "evil")).status()).isEqualTo(500);
        assertThat(samsyn.rows("select id from mail")).hasSize(1);
    }

    /** Else half a file would be taken for the whole. */
    @Test
    void aFileThatBreaksOffArrivesAsBroken() {
        assertThatThrownBy(() -> principal.get("/modules/post/broken")).hasMessage("No answer");
        assertThat(principal.get("/modules/post/pdf").status()).isEqualTo(200);
    }

    @Test
    void documentsAreDownloaded() {
        assertThat(principal.get("/modules/post/pdf").body()).startsWith("%PDF-");
        assertThat(principal.get("/modules/post/word").body()).startsWith("PK");
    }

    @Test
    void lettersAreSavedWithTheRestOrNotAtAllAndTheirTextStaysPrivate() {
        assertThat(principal.post("/modules/post/send", Map.of("fail", "true")).status()).isEqualTo(500);
        assertThat(samsyn.rows("select 1 from mail")).isEmpty();

        assertThat(principal.post("/modules/post/send", Map.of()).status()).isEqualTo(303);
        assertThat(samsyn.rows("select owner, subject from mail")).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("owner", "plugin:post")
                .containsEntry("subject", "Protokoll"));
        assertThat(samsyn.signIn("admin").get("/settings/mail").body())
                .contains("Protokoll", "Rektor Testsson")
                .doesNotContain("Hemligt innehåll");
    }
}
