package se.samsyn.core.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.TableWriter;
import se.samsyn.core.people.RoleAssignment;
import se.samsyn.core.people.RoleService;
import se.samsyn.core.people.User;
import se.samsyn.core.web.SpreadsheetText;
import se.samsyn.core.imports.format.ImportOptions;

/** Our own tables of people, units and figures, in and out. */
class OwnFilesTest {

    @Test
    void twelveHundredPeopleWithRoles() {
        try (Municipality ronneby = Municipality.ronneby()) {
            StringBuilder csv = new StringBuilder("username,name,email,role,unit,locale\n");
            for (int i = 0; i < 1200; i++) {
                csv.append("user%d,Person %d,user%d@ronneby.se,%s,Espedalsskolan,sv\n"
                        .formatted(i, i, i, i == 0 ? "rektor" : "EMPLOYEE"));
            }
            assertThat(ronneby.run(ImportType.USERS, ronneby.file("users.csv", csv.toString())).counts())
                    .isEqualTo(new Counts(1200, 0, 0, 0, 0));
            assertThat(ronneby.count("select count(*) from person where password_hash is null")).isEqualTo(1200);
            assertThat(ronneby.rows("select role, count(*) as people from assignment group by role"))
                    .extracting(row -> row.get("role"), row -> row.get("people"))
                    .containsExactlyInAnyOrder(tuple("PRINCIPAL", 1), tuple("EMPLOYEE", 1199));

            String changed = csv.toString()
                    .replace("Person 7,", "Pia Sju,")
                    .replace("user8@ronneby.se,EMPLOYEE,Espedalsskolan", "user8@ronneby.se,EMPLOYEE,Hobyskolan");
            assertThat(ronneby.run(ImportType.USERS, ronneby.file("users.csv", changed)).counts())
                    .isEqualTo(new Counts(0, 2, 1198, 0, 0));
        }
    }

    @Test
    void theMunicipalityIsFoundByTheNameThatPeopleCallIt() {
        try (Municipality ronneby = Municipality.ronneby()) {
            String csv = "username;name;role;unit\nada;Ada;kvalitetsutvecklare;Ronneby\nbo;Bo;rektor;ronneby kommun\n";

            assertThat(ronneby.run(ImportType.USERS, ronneby.file("users.csv", csv)).counts())
                    .isEqualTo(new Counts(2, 0, 0, 0, 0));
        }
    }

    @Test
    void peopleThatCannotBeAreExplained() {
        try (Municipality ronneby = Municipality.ronneby()) {
            String csv = "username;name;email;role;unit;locale\n"
                    + "a b;Två Ord;;;;sv\n"
                    + "erik;Erik;not-an-address;;;sv\n"
                    + "frida;Frida;;kung;Hobyskolan;sv\n"
                    + "gun;Gun;;rektor;;sv\n"
                    + "hans;Hans;;rektor;Ingenstans;sv\n"
                    + "ida;Ida;;rektor;G-klavens fristående skola;sv\n"
                    + "jan;Jan;;;;no\n";
            ImportReport report = ronneby.run(ImportType.USERS, ronneby.file("users.csv", csv));
            assertThat(report.counts()).isEqualTo(new Counts(0, 0, 0, 0, 7));
            assertThat(report.rejected()).extracting(ImportReport.Row::reason).allSatisfy(reason -> assertThat(reason)
                    .isNotBlank()
                    .doesNotStartWith("["));
            assertThat(ronneby.count("select count(*) from person")).isZero();
        }
    }

    @Test
    void aRoleThatEndedIsGivenAgain() throws IOException {
        try (TestSamsyn samsyn = TestSamsyn.start()) {
            LocalDate ended = LocalDate.of(2026, 6, 30);
            User back = samsyn.person("back");
            RoleService roles = samsyn.app().people().roleService();
            roles.give(samsyn.system(), back.id(), Role.PRINCIPAL, samsyn.school().id(), null, ended);
            samsyn.clock().set(LocalDate.of(2026, 8, 17));
            Path file = Files.writeString(samsyn.folder().resolve("users.csv"), """
                    username;name;email;role;unit;locale
                    back;Back Testsson;back@lindvik.se;rektor;Ekbackens skola;sv
                    """);
            for (boolean dryRun : new boolean[] {true, false}) {
                assertThat(users(samsyn, file, dryRun).counts()).isEqualTo(new Counts(0, 1, 0, 0, 0));
            }
            assertThat(samsyn.app().people().users().find(back.id()).orElseThrow().email()).isEqualTo("back@lindvik.se");
            assertThat(samsyn.app().people().roles().ofUsers(List.of(back.id())))
                    .extracting(RoleAssignment::validFrom, RoleAssignment::validTo)
                    .containsExactly(tuple(null, ended), tuple(LocalDate.of(2026, 8, 17), null));
            assertThat(users(samsyn, file, false).counts()).isEqualTo(new Counts(0, 0, 1, 0, 0));
        }
    }

    @Test
    void aRoleThatCannotBeGivenLeavesThePersonAsTheyWere() throws IOException {
        try (TestSamsyn samsyn = TestSamsyn.start()) {
            User coming = samsyn.person("coming");
            LocalDate first = samsyn.clock().today().plusDays(30);
            RoleService roles = samsyn.app().people().roleService();
            roles.give(samsyn.system(), coming.id(), Role.PRINCIPAL, samsyn.school().id(), first, null);
            Path file = Files.writeString(samsyn.folder().resolve("users.csv"), """
                    username;name;email;role;unit;locale
                    coming;Coming Testsson;new@lindvik.se;rektor;Ekbackens skola;sv
                    """);
            for (boolean dryRun : new boolean[] {true, false}) {
                ImportReport report = users(samsyn, file, dryRun);
                assertThat(report.counts()).isEqualTo(new Counts(0, 0, 0, 0, 1));
                assertThat(report.rejected()).extracting(ImportReport.Row::reason).allMatch(r -> !r.startsWith("["));
            }
            assertThat(samsyn.app().people().users().find(coming.id()).orElseThrow().email()).isNull();
        }
    }

    private static ImportReport users(TestSamsyn samsyn, Path file, boolean dryRun) {
        return samsyn.app().imports().service().run(
                new ImportRequest(ImportType.USERS, List.of(InputFile.of(file)), ImportOptions.NONE, dryRun),
                samsyn.system());
    }

    @Test
    void unitsMayStandBeforeTheOneAbove() {
        try (Municipality ronneby = Municipality.ronneby()) {
            String csv = "name;kind;parent;identifiers\n"
                    + "Fritids;LEISURE_CENTRE;Område Väst;\n"
                    + "Område Väst;AREA;;\n"
                    + "Hobyskolan;COMPULSORY_SCHOOL;Område Väst;skolenhetskod:67089636\n";
            assertThat(ronneby.run(ImportType.UNITS, ronneby.file("units.csv", csv)).counts())
                    .isEqualTo(new Counts(2, 1, 0, 0, 0));
            assertThat(ronneby.rows("select u.name, p.name as above from unit u join unit p on p.id = u.parent_id"
                            + " where p.name = 'Område Väst' order by u.name"))
                    .extracting(row -> row.get("name"))
                    .containsExactly("Fritids", "Hobyskolan");
            assertThat(ronneby.run(ImportType.UNITS, ronneby.file("units.csv", csv)).counts())
                    .isEqualTo(new Counts(0, 0, 3, 0, 0));
        }
    }

    @Test
    void whatASpreadsheetWouldRunIsDisarmedAndReadBackAsItWas() throws IOException {
        List<String> formulas = List.of("=1+1", "+1", "@SUM(A1)", "-2+3", "-cmd|x", "\t=1", "\r=1");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableWriter csv = TableWriter.csv(out)) {
            formulas.forEach(formula -> csv.row(List.of(formula)));
            csv.row(List.of("-2,5"));
            csv.row(List.of(-2.5));
        }
        String written = out.toString(StandardCharsets.UTF_8);
        for (String formula : formulas) {
            assertThat(written).contains("'" + formula);
            assertThat(SpreadsheetText.plain(SpreadsheetText.disarmed(formula))).isEqualTo(formula);
        }
        assertThat(written).endsWith("\r\n-2,5\r\n-2,5\r\n");
        assertThat(SpreadsheetText.plain("'quoted'")).isEqualTo("'quoted'");
    }

    @Test
    void figuresFromCsvAndXlsx() throws IOException {
        try (Municipality ronneby = Municipality.ronneby()) {
            List<List<Object>> table = List.of(
                    List.of("indicator", "unit", "period", "value", "kind"),
                    List.of("skolverket:elever-ak1", "Hobyskolan", "2020/21", 33.5, "TARGET"),
                    List.of("skolverket:elever-ak1", "skolenhetskod:22033858", "2020/21", "..", "OUTCOME"),
                    List.of("skolverket:elever-ak1", "Hobyskolan", "2020/22", 1, ""),
                    List.of("own:nothing", "Hobyskolan", "2020", 1, ""));
            ByteArrayOutputStream csv = new ByteArrayOutputStream();
            ByteArrayOutputStream xlsx = new ByteArrayOutputStream();
            try (TableWriter asCsv = TableWriter.csv(csv);
                    TableWriter asXlsx = TableWriter.xlsx(xlsx, "figures")) {
                table.forEach(asCsv::row);
                table.forEach(asXlsx::row);
            }
            assertThat(csv.toString(StandardCharsets.UTF_8)).contains(";33,5;");
            ImportReport report =
                    ronneby.run(ImportType.MEASUREMENTS, ronneby.file("figures.xlsx", xlsx.toByteArray()));
            assertThat(report.counts()).isEqualTo(new Counts(2, 0, 0, 0, 2));
            assertThat(report.rejected())
                    .extracting(ImportReport.Row::line, ImportReport.Row::reason)
                    .containsExactly(
                            tuple(4, "”2020/22” är ingen period."),
                            tuple(5, "Det finns ingen indikator own:nothing."));
            assertThat(ronneby.run(ImportType.MEASUREMENTS, ronneby.file("figures.csv", csv.toByteArray())).counts())
                    .isEqualTo(new Counts(0, 0, 2, 0, 2));
            assertThat(ronneby.rows("select kind, value, state, source from measurement where period = '2020/21' order by kind"))
                    .extracting(row -> row.get("kind"), row -> row.get("value"), row -> row.get("state"), row -> row.get("source"))
                    .containsExactly(
                            tuple("OUTCOME", null, "suppressed", "Egen uppgift"),
                            tuple("TARGET", 33.5, "exists", "Egen uppgift"));
        }
    }

    @Test
    void aFigureThatIsWrongIsNamedWithWhatIsWrong() {
        try (Municipality ronneby = Municipality.ronneby()) {
            String figure = "skolverket:elever-ak1;Hobyskolan;2020/21;";
            ImportReport report = ronneby.run(ImportType.MEASUREMENTS, ronneby.file(
                    "figures.csv",
                    "indicator;unit;period;gender;kind;value;state\n"
                            + figure + "T;OUTCOME;many;exists\n"
                            + figure + "K;OUTCOME;12;perhaps\n"
                            + figure + "M;TARGET;12;suppressed\n"));
            assertThat(report.counts()).isEqualTo(new Counts(0, 0, 0, 0, 3));
            assertThat(report.rejected())
                    .extracting(ImportReport.Row::key, ImportReport.Row::reason)
                    .containsExactly(
                            tuple("skolverket:elever-ak1 · Hobyskolan · 2020/21", "”many” är inget värde."),
                            tuple(
                                    "skolverket:elever-ak1 · Hobyskolan · 2020/21 · K",
                                    "”perhaps” ska vara exists, rounded, suppressed, missing eller not_required."),
                            tuple(
                                    "skolverket:elever-ak1 · Hobyskolan · 2020/21 · M · TARGET",
                                    "Värdet ”12” stämmer inte med ”suppressed”: exists och rounded har en siffra, de andra ingen."));
        }
    }

    @Test
    void whatIsExportedComesBackUnchanged() throws IOException {
        try (TestSamsyn samsyn = TestSamsyn.start()) {
            samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
            samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
            samsyn.app().imports().service().run(
                    new ImportRequest(
                            ImportType.SCHOOL_REGISTER,
                            List.of(InputFile.of(Municipality.fixture(
                                    "skolverket/skolenhetsregistret_2020-06_grundskola.csv"))),
                            new ImportOptions("1081", null, Map.of(), false, null, true),
                            false),
                    samsyn.system());
            TestClient admin = samsyn.signIn("admin");
            assertUnchanged(samsyn, ImportType.UNITS, admin.get("/exports/units.csv"), 20);
            assertUnchanged(samsyn, ImportType.USERS, admin.get("/exports/users.csv"), 2);
            assertUnchanged(samsyn, ImportType.MEASUREMENTS, admin.get("/exports/measurements.csv"), 107);
            assertThat(admin.get("/exports/measurements.xlsx").status()).isEqualTo(200);

            TestClient rektor = samsyn.signIn("rektor");
            assertThat(rektor.get("/exports/users.csv").status()).isEqualTo(403);
            assertThat(rektor.get("/exports/measurements.csv").status()).isEqualTo(403);
        }
    }

    @Test
    void aFileDoesNotTakeTheMunicipalityOutOfItself() throws IOException {
        try (TestSamsyn samsyn = TestSamsyn.start()) {
            samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
            String csv = samsyn.signIn("admin").get("/exports/units.csv").body();
            String changed = csv.lines()
                    .map(line -> line.contains("MUNICIPALITY") || line.contains("ADMINISTRATION")
                            ? line.replace("OWN", "INDEPENDENT")
                            : line)
                    .collect(Collectors.joining("\n"));
            assertThat(changed).contains("INDEPENDENT");
            Path file = Files.writeString(samsyn.folder().resolve("changed.csv"), changed);
            for (boolean dryRun : new boolean[] {true, false}) {
                ImportReport report = samsyn.app().imports().service().run(
                        new ImportRequest(ImportType.UNITS, List.of(InputFile.of(file)), ImportOptions.NONE, dryRun),
                        samsyn.system());
                assertThat(report.counts()).isEqualTo(new Counts(0, 0, 2, 0, 2));
                assertThat(report.rejected())
                        .extracting(ImportReport.Row::reason)
                        .satisfiesExactly(
                                reason -> assertThat(reason).startsWith("Kommunen själv"),
                                reason -> assertThat(reason).startsWith("Enheten har andra enheter under sig"));
            }
            assertThat(samsyn.app().organisation().units().root()).isPresent();
        }
    }

    private static void assertUnchanged(TestSamsyn samsyn, ImportType type, TestClient.Answer export, int rows)
            throws IOException {
        assertThat(export.status()).isEqualTo(200);
        Path file = Files.writeString(samsyn.folder().resolve("export.csv"), export.body());
        ImportReport report = samsyn.app().imports().service().run(
                new ImportRequest(type, List.of(InputFile.of(file)), ImportOptions.NONE, false), samsyn.system());
        assertThat(report.counts()).isEqualTo(new Counts(0, 0, rows, 0, 0));
    }

    @Test
    void onlyThoseWhoMay() {
        try (TestSamsyn samsyn = TestSamsyn.start()) {
            samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
            samsyn.user("kvalitet", Role.QUALITY_DEVELOPER, samsyn.municipality());
            ImportService service = samsyn.app().imports().service();
            InputFile file = InputFile.of(Municipality.fixture("skolverket/slutbetyg_ak9_2025_skolenhet_urval.csv"));
            ImportRequest figures =
                    new ImportRequest(ImportType.SKOLVERKET_GRADE9, List.of(file), ImportOptions.of("1081"), false);
            assertThatThrownBy(() -> service.run(figures, samsyn.acting("rektor"))).isInstanceOf(AccessDenied.class);
            assertThat(service.run(figures, samsyn.acting("kvalitet")).counts().skipped()).isEqualTo(67);
            // Figures are for the quality developer to import; people and units are not.
            ImportRequest people = new ImportRequest(ImportType.USERS, List.of(file), ImportOptions.NONE, false);
            assertThatThrownBy(() -> service.run(people, samsyn.acting("kvalitet"))).isInstanceOf(AccessDenied.class);
            ImportRequest creating = new ImportRequest(
                    ImportType.SKOLVERKET_GRADE9,
                    List.of(file),
                    new ImportOptions("1081", null, Map.of(), true, null, false),
                    false);
            assertThatThrownBy(() -> service.run(creating, samsyn.acting("kvalitet"))).isInstanceOf(AccessDenied.class);
        }
    }
}
