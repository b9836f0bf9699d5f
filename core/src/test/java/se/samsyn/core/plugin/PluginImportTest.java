package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.api.access.Role;
import se.samsyn.core.Samsyn;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClock;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.cli.Cli;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitDetails;
import se.samsyn.core.organisation.UnitKind;

/** Figures that a plugin reads from a file of another system: by hand with preview, and by itself. */
class PluginImportTest {

    private static final String FORM = "/imports/new/hr:payroll";

    private TestSamsyn samsyn;
    private TestClient admin;

    @BeforeEach
    void start() throws IOException {
        Path folder = Files.createTempDirectory("samsyn-figures");
        hr().writeTo(folder.resolve("plugins"));
        samsyn = TestSamsyn.start(folder);
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        admin = samsyn.signIn("admin");
        admin.post("/settings/modules/hr/enable", Map.of());
        assertThat(samsyn.app().plugins().find("hr").orElseThrow().problem()).isNull();
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    static PluginSource hr() {
        return PluginSource.of("hr")
                .define(
                        """
                        c.permission(Permission.named("read").onAllUnits(Role.EMPLOYEE, Role.PRINCIPAL, Role.ADMINISTRATOR))
                         .indicatorSource(new IndicatorSource("payroll", List.of(new IndicatorDefinition("HR-SICK", 1,
                             IndicatorDefinition.Direction.LOWER_BETTER, IndicatorDefinition.Periodicity.MONTH, IndicatorDefinition.Aggregation.NONE))))
                         .importer(new Importer("payroll", "payroll", List.of(".csv"), this::read))
                         .route(Route.post("/run/{importer}", Access.permission("read"), r -> Response.json(
                             r.services().imports().run(r.pathParameter("importer"), new Text("natt.csv", r.form("text"))))))
                         .route(Route.get("/outcomes", Access.permission("read"), r -> Response.json(
                             r.services().indicators().outcomes(r.query("code"), r.queryAll("unit")))))
                         .panel(new Panel(Panel.Slot.UNIT_RAIL, "source.payroll", "read", r -> Response.page("panel", Map.of("figures",
                             r.services().indicators().outcomes("HR-SICK", List.of(r.pathParameter("unit"))).getOrDefault(r.pathParameter("unit"), List.of())))))
                         .job(Job.named("nightly", Schedule.byHand(), run -> run.services().imports()
                             .run("payroll", new Text("natt.csv", "enhet;period;kod;varde\\nEkbackens skola;2026-10;HR-SICK;3\\n")).summary()).acting("import.run"))
                         .job(Job.named("unasked", Schedule.byHand(), run -> run.services().imports()
                             .run("payroll", new Text("natt.csv", "enhet;period;kod;varde\\nEkbackens skola;2026-11;HR-SICK;3\\n")).summary()))
                         .job(Job.named("careless", Schedule.byHand(), run -> run.services().imports().run("payroll", new Text("slarv.csv",
                             "enhet;period;kod;varde\\nEkbackens skola;2026-10;HR-SICK;?\\n" + "Ingenstans;2026-10;HR-SICK;3\\n".repeat(120))).summary()).acting("import.run"))
                         .messages("messages");
                        """)
                .members(
                        """
                        record Text(String name, String text) implements ImportFile {
                            public java.io.InputStream open() { return new java.io.ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)); }
                        }
                        private void read(ImportFile file, ImportRows rows) throws java.io.IOException {
                            var in = new java.io.BufferedReader(new java.io.InputStreamReader(file.open(), java.nio.charset.StandardCharsets.UTF_8));
                            String first = in.readLine();
                            if (first.equals("throw")) throw new IllegalStateException("secret");
                            if (first.equals("error")) throw new NoClassDefFoundError("secret");
                            if (first.equals("io")) throw new java.io.IOException("secret");
                            if (first.equals("flood")) { try { for (int i = 1; ; i++) rows.reject(i, "x", "y"); } catch (RuntimeException swallowed) { return; } }
                            if (!first.equals("enhet;period;kod;varde")) throw new InputException(rows.text("wrong", file.name()), Map.of());
                            int row = 1;
                            for (String line = in.readLine(); line != null; line = in.readLine()) {
                                row++;
                                String[] cells = line.split(";", -1);
                                Figure.UnitKey unit = new Figure.UnitKey(cells[0].matches("[0-9]+") ? "id" : "name", cells[0]);
                                if (cells[3].equals("?")) rows.reject(row, cells[0], rows.text("unreadable", cells[3]));
                                else if (cells[3].equals("row")) rows.figure(0, new Figure("HR-SICK", unit, cells[1], Figure.Gender.ALL, 1d, null));
                                else if (cells[3].equals("nothing")) rows.reject(row, null, null);
                                else if (cells[3].equals("few")) rows.figure(row, new Figure(cells[2], unit, cells[1], Figure.Gender.ALL, null, Figure.Missing.SUPPRESSED));
                                else rows.figure(row, new Figure(cells[2], unit, cells[1], Figure.Gender.ALL, Double.valueOf(cells[3]), null));
                            }
                        }
                        """)
                .resource("panel.peb", "{% import \"se/samsyn/core/web/macros\" %}{% import \"se/samsyn/core/web/tables\" %}<dl>{% for f in figures %}<dt>{{ f.period }}</dt><dd>{{ measureValue(f.state, f.text) }}</dd>{% endfor %}</dl>")
                .messages(
                        """
                        permission.read=Läsa
                        job.nightly=Varje natt
                        job.unasked=Utan lov
                        job.careless=Ur en fil med fel
                        source.payroll=Personalsystemet
                        indicator.HR-SICK=Sjukfrånvaro
                        indicator.HR-SICK.description=Andel av arbetstiden
                        indicator.HR-SICK.unit=%
                        import.payroll=Frånvaro ur personalsystemet
                        import.payroll.help=Filen som heter franvaro.csv
                        wrong=Filen {0} kommer inte ur personalsystemet.
                        unreadable=”{0}” är inget tal.
                        """);
    }

    private TestClient.Answer upload(TestClient client, String text) {
        return client.upload(FORM, Map.of(), "files", "franvaro.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String csv(String... lines) {
        return "enhet;period;kod;varde\n" + String.join("\n", lines) + "\n";
    }

    private Indicator indicator() {
        return samsyn.app().measuring().indicators().find("own", "HR-SICK").orElseThrow();
    }

    @Test
    void theIndicatorsAreMadeOnceAndWhatPeopleChangeInThemStays() {
        Indicator made = indicator();
        assertThat(made.name()).isEqualTo("Sjukfrånvaro");
        assertThat(made.unitOfMeasure()).isEqualTo("%");
        assertThat(made.direction()).isEqualTo(Indicator.Direction.LOWER);
        assertThat(made.periodicity()).isEqualTo(Indicator.Periodicity.MONTH);
        assertThat(samsyn.rows("select c.origin from change c join entity_version v on v.change_id = c.id where v.entity = 'indicator'"))
                .containsExactly(Map.of("origin", "plugin:hr"));
        Indicator named = new Indicator(
                made.id(), "own", made.code(), "Frånvaro", made.definition(), "%", 2, made.direction(), made.periodicity(),
                made.aggregation(), null, true, null, made.version());
        samsyn.app().measuring().indicatorService().update(se.samsyn.core.access.Grant.system("test"), named);
        admin.post("/settings/modules/hr/disable", Map.of());
        assertThat(indicator().name()).as("stays when the plugin goes").isEqualTo("Frånvaro");
        admin.post("/settings/modules/hr/enable", Map.of());
        assertThat(indicator()).isEqualTo(named.identified(named.id(), 2));
        assertThat(admin.get("/settings/modules/hr").body()).contains("Sjukfrånvaro", "Frånvaro ur personalsystemet");
    }

    @Test
    void thePreviewExplainsEachRowAndNothingIsSavedBefore() {
        assertThat(admin.get("/imports").body()).contains("Frånvaro ur personalsystemet", "Från tillägget Tillägget hr");
        assertThat(admin.get(FORM).body()).contains("Filen som heter franvaro.csv", "accept=\".csv\"");
        TestClient.Answer staged = upload(admin, csv(
                "Ekbackens skola;2026-09;HR-SICK;4.5", samsyn.otherSchool().id() + ";2026-09;HR-SICK;6",
                "Ingenstans;2026-09;HR-SICK;1", "Ekbackens skola;i höstas;HR-SICK;1", "Ekbackens skola;2026-09;HR-OTHER;1",
                "Ekbackens skola;2026-08;HR-SICK;?", "Ekbackens skola;2026-08;HR-SICK;row", "x;2026-08;HR-SICK;nothing",
                "Ekbackens skola;2026-07;HR-SICK;few", "Ekbackens skola;2026-09;HR-SICK;9"));
        assertThat(staged.status()).isEqualTo(303);
        String preview = admin.get(staged.location()).body();
        assertThat(preview).contains(
                "Sjukfrånvaro · Ekbackens skola · 2026-09", "4,5", "Sjukfrånvaro · Ålunda skola · 2026-09",
                "Det finns ingen enhet ”Ingenstans”", "”i höstas” är ingen period", "HR-OTHER hör inte till den här källan",
                "”?” är inget tal", "vilken rad det är (0)", "Frånvaro ur personalsystemet");
        assertThat(samsyn.rows("select * from measurement")).isEmpty();
        assertThat(admin.post(staged.location() + "/run", Map.of()).status()).isEqualTo(303);
        assertThat(samsyn.rows("select source, state, value from measurement order by period, value")).containsExactly(
                row("suppressed", null), row("exists", 4.5), row("exists", 6.0));
        assertThat(admin.get(staged.location() + "/rejected.csv").body()).contains("är inget tal", "ingen period");
        TestClient.Answer again = upload(admin, csv("Ekbackens skola;2026-09;HR-SICK;4.5", "Ålunda skola;2026-09;HR-SICK;7"));
        assertThat(admin.get(again.location()).body()).containsPattern("<del>.*6</del>").containsPattern("<ins>.*7</ins>");
    }

    private static Map<String, Object> row(String state, Double value) {
        Map<String, Object> row = new java.util.HashMap<>(Map.of("source", "Personalsystemet", "state", state));
        row.put("value", value);
        return row;
    }

    @Test
    void whatAReaderCannotDoIsSaidOfTheFile() {
        for (String bad : List.of("throw", "error", "io")) {
            TestClient.Answer answer = upload(admin, bad);
            assertThat(answer.status()).as(bad).isEqualTo(422);
            assertThat(answer.body()).as(bad).contains("klarade inte av att läsa filen franvaro.csv", "Referens").doesNotContain("secret");
        }
        assertThat(upload(admin, "annat").body()).contains("Filen franvaro.csv kommer inte ur personalsystemet.");
        TestClient.Answer flood = upload(admin, "flood");
        assertThat(flood.status()).isEqualTo(422);
        assertThat(samsyn.app().plugins().find("hr").orElseThrow().health().errors()).isEqualTo(3);
        assertThat(samsyn.rows("select * from measurement")).isEmpty();
    }

    @Test
    void onlyThoseWhoMayImportForTheMunicipalityCan() {
        TestClient principal = samsyn.signIn("rektor");
        assertThat(principal.get(FORM).status()).isEqualTo(403);
        assertThat(upload(principal, csv()).status()).isEqualTo(403);
        TestClient.Answer refused = principal.post("/modules/hr/run/payroll", Map.of("text", csv("Ekbackens skola;2026-09;HR-SICK;1")));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("inte behörighet att importera");
        assertThat(samsyn.rows("select * from measurement")).isEmpty();
    }

    @Test
    void aJobOrPageOfThePluginImportsByItself() {
        TestClient.Answer done = admin.post("/modules/hr/run/payroll", Map.of(
                "text", csv("Ekbackens skola;2026-09;HR-SICK;4.5", "Ingenstans;2026-09;HR-SICK;1")));
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.json().path("added").asInt()).isEqualTo(1);
        assertThat(done.json().path("rejected").asInt()).isEqualTo(1);
        assertThat(done.json().path("summary").asString()).isEqualTo("Nya: 1, ändrade: 0, oförändrade: 0, avvisade: 1.");
        TestClient.Answer wrong = admin.post("/modules/hr/run/payroll", Map.of("text", "annat"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("natt.csv kommer inte ur personalsystemet");
        assertThat(admin.post("/modules/hr/run/other", Map.of("text", csv())).status()).isEqualTo(500);
    }

    @Test
    void aJobNeedsToHaveDeclaredThatItImports() throws InterruptedException {
        assertThat(ran("nightly")).isEqualTo("Nya: 1, ändrade: 0, oförändrade: 0, avvisade: 0.");
        assertThat(samsyn.rows("select period from measurement")).containsExactly(Map.of("period", "2026-10"));
        assertThat(ran("unasked")).contains("inte behörighet att importera");
        assertThat(samsyn.rows("select period from measurement")).hasSize(1);
        assertThat(ran("nightly")).isEqualTo("Nya: 0, ändrade: 0, oförändrade: 1, avvisade: 0.");
    }

    @Test
    void theRunOfAJobSaysWhichRowsItDidNotTakeIn() throws InterruptedException {
        assertThat(ran("nightly")).contains("avvisade: 0");
        assertThat(admin.get("/settings/modules/hr").body()).doesNotContain("avvisade raderna", "avvisad rad");
        assertThat(ran("careless")).contains("avvisade: 121");
        assertThat(admin.get("/settings/modules/hr").body()).contains(
                "De första 100 avvisade raderna", "slarv.csv, rad 2, Ekbackens skola: ”?” är inget tal.",
                "slarv.csv, rad 101, Sjukfrånvaro · Ingenstans · 2026-10: Det finns ingen enhet ”Ingenstans”").doesNotContain("rad 102");
    }

    private String ran(String job) throws InterruptedException {
        Instant before = samsyn.clock().instant();
        samsyn.clock().forward(Duration.ofSeconds(1));
        admin.post("/settings/jobs/plugin:hr/" + job + "/run", Map.of());
        AtomicReference<String> told = new AtomicReference<>("");
        PluginJobTest.await(() -> {
            samsyn.app().jobs().of("plugin:hr").stream()
                    .filter(status -> status.id().name().equals(job))
                    .filter(status -> status.running() == null && status.last() != null)
                    .filter(status -> status.last().ended().isAfter(before))
                    .forEach(status -> told.set(status.last().told()));
            return !told.get().isEmpty();
        });
        return told.get();
    }

    @Test
    void theCommandLineTakesTheSameFilesAlsoWhereNoServerRuns(@TempDir Path folder) throws IOException {
        hr().writeTo(folder.resolve("plugins"));
        assertThat(command(folder, "plugin", "enable", "hr")).contains("hr");
        try (Samsyn app = TestSamsyn.empty(folder, new TestClock())) {
            CurrentUser system = app.access().system("test");
            Unit root = app.organisation().unitService().create(system, UnitDetails.own(null, UnitKind.MUNICIPALITY, "Testköping"));
            app.organisation().unitService().create(
                    system, UnitDetails.own(root.id(), UnitKind.COMPULSORY_SCHOOL, "Ekbackens skola"));
        }
        Path file = Files.writeString(
                folder.resolve("f.csv"), csv("Ekbackens skola;2026-09;HR-SICK;4.5", "x;2026-09;HR-SICK;?"));
        String[] words = {"import", "--as", "hr:payroll", file.toString()};
        String dry = command(folder, "import", "--as", "hr:payroll", "--dry-run", file.toString());
        assertThat(dry).contains("f.csv:3: x:", "created 1, changed 0, unchanged 0, skipped 0, rejected 1");
        assertThat(command(folder, words)).contains("created 1, changed 0, unchanged 0, skipped 0, rejected 1");
        assertThat(command(folder, words)).contains("created 0, changed 0, unchanged 1, skipped 0, rejected 1");
        assertThat(command(folder, "import", "--as", "hr:other", file.toString())).contains("no type", "hr:payroll");
    }

    private static String command(Path folder, String... words) {
        String[] all = Stream.concat(Stream.of(words), Stream.of("--data", folder.toString())).toArray(String[]::new);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream told = new PrintStream(out, true, StandardCharsets.UTF_8);
        Cli.run(all, told, told, (settings, now) -> {});
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aFileThatWaitsWhileThePluginIsTurnedOffIsNotSaved() {
        String waiting = upload(admin, csv("Ekbackens skola;2026-09;HR-SICK;4.5")).location();
        admin.post("/settings/modules/hr/disable", Map.of());
        assertThat(admin.get("/imports").body()).doesNotContain("personalsystemet");
        assertThat(admin.get(FORM).status()).isEqualTo(404);
        assertThat(admin.get(waiting).status()).isEqualTo(200);
        TestClient.Answer refused = admin.post(waiting + "/run", Map.of());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("är inte på");
        assertThat(samsyn.rows("select * from measurement")).isEmpty();
        admin.post("/settings/modules/hr/enable", Map.of());
        assertThat(admin.post(waiting + "/run", Map.of()).status()).isEqualTo(303);
        assertThat(samsyn.rows("select * from measurement")).hasSize(1);
    }

    @Test
    void thePluginReadsOutcomesAsTheCallerMaySeeThem() {
        long school = samsyn.school().id();
        admin.post("/modules/hr/run/payroll", Map.of("text", csv(
                school + ";2026-09;HR-SICK;4.5", school + ";2026-08;HR-SICK;few", samsyn.otherSchool().id() + ";2026-09;HR-SICK;6")));
        String address = "/modules/hr/outcomes?code=HR-SICK&unit=" + school + "&unit=" + samsyn.otherSchool().id() + "&unit=x&unit=99999";
        assertThat(samsyn.signIn("rektor").get(address).json().path("" + school).toString())
                .contains("\"period\":\"2026-09\"", "\"number\":4.5", "4,5\u00a0%", "SUPPRESSED", "färre än fem")
                .containsSubsequence("2026-08", "2026-09");
        assertThat(samsyn.signIn("rektor").get("/modules/hr/panels/0/" + school, "HX-Request", "true").body())
                .as("a panel shows them by core's macros")
                .contains("<dt>2026-09</dt>", "4,5\u00a0%", "färre än fem");
        samsyn.user("anna", Role.EMPLOYEE, samsyn.otherSchool());
        assertThat(samsyn.signIn("anna").get(address).json().propertyNames())
                .containsExactly("" + samsyn.otherSchool().id());
        assertThat(admin.get(address.replace("HR-SICK", "NOTHING")).body()).isEqualTo("{}");
    }
}
