package se.samsyn.core.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.TestSamsyn;

class ImportPagesTest {

    private static final String GRADE9 = "slutbetyg_ak9_2025_skolenhet_urval.csv";

    private TestSamsyn samsyn;
    private TestClient admin;

    @BeforeEach
    void start() {
        samsyn = TestSamsyn.start();
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        admin = samsyn.signIn("admin");
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    private Answer upload(String type, Map<String, String> fields, String name, byte[] content) {
        admin.get("/imports/new/" + type);
        return admin.upload("/imports/new/" + type, fields, "files", name, content);
    }

    private static byte[] grade9() throws IOException {
        return Files.readAllBytes(Municipality.fixture("skolverket/" + GRADE9));
    }

    @Test
    void fromFileToSavedFigures() throws IOException {
        assertThat(admin.get("/imports").body()).contains("Skolverkets slutbetyg", "Koladas kommuner", "/exports/users.csv");
        Answer sent = upload("skolverket-grade9", Map.of("municipality", "1081"), GRADE9, grade9());
        assertThat(sent.status()).isEqualTo(303);
        Answer preview = admin.get(sent.location());
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.body())
                .contains("Inget är sparat än", "Ligger i en annan kommun: Aneby.", "Parkdalaskolan 7-9 (10175276)");
        assertThat(samsyn.rows("select id from measurement")).isEmpty();

        Answer again = admin.post(sent.location() + "/units", Map.of("code", List.of("10175276", "12753961")));
        assertThat(admin.get(again.location()).body()).doesNotContain("Skapa enheten Parkdalaskolan");
        assertThat(admin.get(again.location() + "?state=created").body()).contains("Parkdalaskolan 7-9");
        assertThat(admin.get(sent.location()).status()).isEqualTo(404);
        assertThat(admin.get(again.location() + "?state=created").body()).doesNotContain("Aneby");

        Answer done = admin.post(again.location() + "/run", Map.of());
        assertThat(admin.follow(done).body()).contains("Importen är genomförd");
        assertThat(samsyn.rows("select id from measurement")).hasSize(8);
        assertThat(samsyn.rows("select distinct origin from change c join measurement m on m.change_id = c.id"))
                .containsExactly(Map.of("origin", "import"));
        admin.post(again.location() + "/run", Map.of());
        assertThat(samsyn.rows("select id from measurement")).hasSize(8);
        assertThat(samsyn.folder().resolve("tmp/imports")).isDirectoryNotContaining("glob:**/upload*");
    }

    @Test
    void whatIsWrongWithTheFileStandsAtTheField() {
        Answer none = upload("users", Map.of(), "", new byte[0]);
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.body()).contains("Välj minst en fil.");
        Answer columns = upload("users", Map.of(), "p.csv", "a;b\n1;2\n".getBytes(StandardCharsets.UTF_8));
        assertThat(columns.status()).isEqualTo(422);
        assertThat(columns.body()).contains("hittades inte kolumnerna username, name", "e-files");
        Answer code = upload("school-register", Map.of("municipality", "Ronneby", "period", "2020"), "r.csv", new byte[] {1});
        assertThat(code.status()).isEqualTo(422);
        assertThat(code.body()).contains("En kommunkod har fyra siffror.", "value=\"Ronneby\"", "Skriv ett läsår");
        assertThat(code.body()).containsPattern("<a href=\"#f-municipality\">[^<]+: En kommunkod har fyra siffror");
        Answer other = upload("school-register", Map.of(), "p.csv", "username;name\nlisa;Lisa\n".getBytes(StandardCharsets.UTF_8));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body())
                .contains("Skriv kommunkoden", "Skriv vilket läsår", "hittades inte kolumnerna HUVUDMANNATYP")
                .contains("Filen ser ut som Personer och roller", "href=\"/imports/new/users\"");
        assertThat(admin.get("/imports/new/nothing").status()).isEqualTo(404);
    }

    @Test
    void aRequestThatIsTooLargeIsAnsweredPlainly() {
        Answer answer = upload("users", Map.of(), "large.csv", new byte[70 << 20]);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("Filen är större än 64 MB");
    }

    @Test
    void opensOnWhatNeedsTheEye() {
        String wrong = "username;name;role;unit\nlisa;Lisa;kung;Ekbackens skola\nmaja;Maja;;\nadmin;Ada Ny;;\n";
        String preview = upload("users", Map.of(), "users.csv", wrong.getBytes(StandardCharsets.UTF_8)).location();
        assertThat(admin.get(preview).body()).containsSubsequence(">Lisa<", ">Ada Ny<", ">Maja<");
        assertThat(admin.get(preview + "?state=rejected").body()).contains(">Lisa<").doesNotContain(">Maja<", ">Ada Ny<");
    }

    @Test
    void thePeopleFormSaysItsRolesAndUnitsAndHasAnExampleThatWorks() {
        assertThat(admin.get("/imports/new/users").body())
                .contains("<code>PRINCIPAL</code> Rektor", "/exports/units.csv", "/exports/users-example.csv");
        String example = admin.get("/exports/users-example.csv").body();
        assertThat(example.lines().findFirst()).isEqualTo(admin.get("/exports/users.csv").body().lines().findFirst());
        String preview = upload("users", Map.of(), "users.csv", example.getBytes(StandardCharsets.UTF_8)).location();
        admin.post(preview + "/run", Map.of());
        assertThat(samsyn.rows("select role from assignment a join person p on p.id = a.person_id where username <> 'admin'"))
                .hasSize(3);
    }

    @Test
    void saysWhenNotAllUnknownCodesAreShown() {
        StringBuilder csv = new StringBuilder("Valt läsår: 2024/25\nSkola;Skol-enhetskod;Kommun-kod;Skolkommun;Typ av huvudman;Antal elever\n");
        for (int i = 0; i < 250; i++) {
            csv.append("Skola ").append(i).append(";").append(10_000_000 + i).append(";0604;Aneby;Kommunal;20\n");
        }
        String preview = upload("skolverket-grade9", Map.of(), "g.csv", csv.toString().getBytes(StandardCharsets.UTF_8))
                .location();
        assertThat(admin.get(preview).body()).contains("(250)", "De första 200 av 250 visas");
    }

    @Test
    void rejectedRowsAsAFile() {
        String csv = "username;name;role;unit\nlisa;=Lisa;kung;Ekbackens skola\nmaja;Maja;;\n";
        Answer sent = upload("users", Map.of(), "users.csv", csv.getBytes(StandardCharsets.UTF_8));
        Answer file = admin.get(sent.location() + "/rejected.csv");
        assertThat(file.body())
                .isEqualTo("\ufeffFil;Rad;Vad;Förklaring\r\nusers.csv;2;'=Lisa;”kung” är ingen roll.\r\n");
        assertThat(admin.get(sent.location() + "?state=rejected").body()).contains(">rad 2<");
    }

    @Test
    void aPreviewIsItsOwnersAndExpires() {
        byte[] csv = "username;name\nmaja;Maja\n".getBytes(StandardCharsets.UTF_8);
        String waiting = upload("users", Map.of(), "users.csv", csv).location();
        samsyn.user("other", Role.ADMINISTRATOR, samsyn.municipality());
        TestClient other = samsyn.signIn("other");
        assertThat(other.get(waiting).status()).isEqualTo(404);
        assertThat(other.post(waiting + "/run", Map.of()).status()).isEqualTo(404);
        assertThat(other.post(waiting + "/drop", Map.of()).status()).isEqualTo(404);
        assertThat(admin.get("/imports/" + "0".repeat(32)).status()).isEqualTo(404);
        assertThat(admin.postWithoutToken(waiting + "/run", Map.of()).status()).isEqualTo(403);
        assertThat(admin.get(waiting).status()).isEqualTo(200);
        samsyn.clock().forward(Duration.ofHours(25));
        TestClient later = samsyn.signIn("admin");
        assertThat(later.get(waiting).status()).isEqualTo(404);
        assertThat(samsyn.rows("select id from person where username = 'maja'")).isEmpty();
    }

    @Test
    void cancelledImportsLeaveNothing() throws IOException {
        String waiting = upload("skolverket-grade9", Map.of("municipality", "1081"), GRADE9, grade9()).location();
        assertThat(admin.follow(admin.post(waiting + "/drop", Map.of())).body()).contains("Importen är avbruten");
        assertThat(samsyn.folder().resolve("tmp/imports")).isEmptyDirectory();
    }

    @Test
    void othersHaveNoAccess() {
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        samsyn.user("kvalitet", Role.QUALITY_DEVELOPER, samsyn.municipality());
        TestClient rektor = samsyn.signIn("rektor");
        assertThat(rektor.get("/imports").status()).isEqualTo(403);
        TestClient quality = samsyn.signIn("kvalitet");
        assertThat(quality.get("/imports").body()).contains("/imports/new/kolada-data").doesNotContain("/imports/new/users");
        assertThat(quality.get("/imports/new/users").status()).isEqualTo(403);
    }
}
