package se.samsyn.core.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static se.samsyn.core.imports.Municipality.fixture;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.samsyn.core.imports.format.ImportOptions;
import se.samsyn.core.web.Rejection;

/** Every published file as it is. */
class PublishedFilesTest {

    private static final String REGISTER = "skolverket/skolenhetsregistret_2020-06_grundskola.csv";
    private static final String GRADE9 = "skolverket/slutbetyg_ak9_2025_skolenhet_urval.csv";
    private static final String VALUES = "kolada/kolada_values_long_1995-2012.csv";

    private static final String FIGURE =
            """
            select m.value, m.state, m.source from measurement m
              join indicator i on i.id = m.indicator_id
              join unit_identifier u on u.unit_id = m.unit_id
             where i.code = ? and u.value = ? and m.period = ? and m.gender = ?
            """;

    @Test
    void schoolRegisterMakesTheOrganisation() {
        try (Municipality ronneby = Municipality.empty()) {
            // The municipality, its 16 schools, and the pupils of the 107 grades that they have.
            assertThat(ronneby.register().counts()).isEqualTo(new Counts(124, 0, 0, 4878, 0));
            assertThat(ronneby.rows("select standing, kind, count(*) as schools from unit group by standing, kind"))
                    .extracting(row -> row.get("standing"), row -> row.get("kind"), row -> row.get("schools"))
                    .containsExactlyInAnyOrder(
                            tuple("OWN", "MUNICIPALITY", 1),
                            tuple("OWN", "COMPULSORY_SCHOOL", 14),
                            tuple("INDEPENDENT", "COMPULSORY_SCHOOL", 2));
            assertThat(ronneby.samsyn().organisation().units().root().orElseThrow().identifiers())
                    .isEqualTo(Map.of("kommunkod", "1081", "kolada", "1081", "organisationsnummer", "2120000837"));
            assertThat(ronneby.rows(FIGURE, "elever-ak7", "53155267", "2019/20", "T"))
                    .containsExactly(Map.of("value", 139.0, "state", "exists", "source", "Skolverket"));
            assertThat(ronneby.rows(FIGURE, "elever-ak1", "53155267", "2019/20", "T")).isEmpty();
            assertThat(ronneby.register().counts()).isEqualTo(new Counts(0, 0, 124, 4878, 0));
        }
    }

    @Test
    void schoolRegisterAgainChangesOnlyWhatChanged() throws IOException {
        try (Municipality ronneby = Municipality.ronneby()) {
            String changed = Files.readString(fixture(REGISTER))
                    .replace(";Backarydsskolan;", ";Backaryds skola;")
                    .replace("RONNEBY KOMMUN;13;10;14;15;13;17;0;0;0;0", "RONNEBY KOMMUN;13;11;14;15;13;17;0;0;0;0");
            ImportReport report = ronneby.run(
                    ImportType.SCHOOL_REGISTER,
                    ImportOptions.NONE,
                    ronneby.file("skolenhetsregistret_2020-06.csv", changed));
            assertThat(report.counts()).isEqualTo(new Counts(0, 2, 122, 4878, 0));
            assertThat(ronneby.rows(FIGURE, "elever-ak1", "56938498", "2019/20", "T"))
                    .containsExactly(Map.of("value", 11.0, "state", "exists", "source", "Skolverket"));
            assertThat(ronneby.count("select count(*) from measurement_revision where value = 10")).isEqualTo(1);
            assertThat(ronneby.count("select count(*) from unit where name = 'Backaryds skola'")).isEqualTo(1);
        }
    }

    @Test
    void schoolRegisterAsksWhichMunicipality() {
        try (Municipality empty = Municipality.empty()) {
            assertThatThrownBy(() -> empty.run(ImportType.SCHOOL_REGISTER, fixture(REGISTER)))
                    .isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(rejection.reasons())
                            .extracting(Rejection.Reason::field, Rejection.Reason::key)
                            .containsExactly(tuple("municipality", "imports.error.municipality")));
            assertThatThrownBy(() -> empty.run(ImportType.SCHOOL_REGISTER, ImportOptions.of("9999"), fixture(REGISTER)))
                    .hasMessageContaining("imports.error.nomunicipality");
        }
    }

    @Test
    void aDryRunTellsTheSameAndSavesNothing() {
        try (Municipality empty = Municipality.empty()) {
            ImportReport report =
                    empty.run(ImportType.SCHOOL_REGISTER, ImportOptions.of("1081"), true, fixture(REGISTER));
            assertThat(report.counts().line())
                    .isEqualTo("created 124, changed 0, unchanged 0, skipped 4878, rejected 0");
            assertThat(empty.count("select count(*) from unit")).isZero();
            assertThat(empty.count("select count(*) from indicator")).isZero();
        }
    }

    @Test
    void koladaMunicipalitiesBecomeComparisonsAndOursIsRecognised() {
        try (Municipality ronneby = Municipality.ronneby()) {
            assertThat(ronneby.koladaMunicipalities().counts()).isEqualTo(new Counts(3941, 0, 1, 0, 0));
            assertThat(ronneby.rows("select kind, count(*) as bodies from unit where standing = 'COMPARISON' group by kind"))
                    .extracting(row -> row.get("kind"), row -> row.get("bodies"))
                    .containsExactlyInAnyOrder(
                            tuple("COUNTRY", 1),
                            tuple("REGION", 21),
                            tuple("MUNICIPALITY", 289),
                            tuple("MUNICIPALITY_GROUP", 3630));
            assertThat(ronneby.count("select count(*) from unit_group_member")).isEqualTo(26573);
            long root = ronneby.samsyn().organisation().units().root().orElseThrow().id();
            assertThat(ronneby.count("select count(*) from unit_group_member where member_id = ?", root))
                    .isPositive();
            assertThat(ronneby.koladaMunicipalities().counts()).isEqualTo(new Counts(0, 0, 3942, 0, 0));
        }
    }

    @Test
    void koladaValuesAreMatchedByName() {
        try (Municipality ronneby = Municipality.ronneby()) {
            ronneby.run(ImportType.KOLADA_MUNICIPALITIES, fixture("kolada/v3_municipality_2026-03-23.json"));
            assertThat(ronneby.koladaCatalogue().counts()).isEqualTo(new Counts(6099, 0, 0, 0, 0));
            assertThat(ronneby.koladaCatalogue().counts()).isEqualTo(new Counts(0, 0, 6099, 0, 0));

            ImportReport report = ronneby.run(ImportType.KOLADA_VALUES, fixture(VALUES));
            assertThat(report.counts()).isEqualTo(new Counts(41288, 0, 0, 0, 0));
            assertThat(report.notes().get(0))
                    .startsWith("12 indikatorer läggs till: Anmälda stöld- och tillgreppsbrott, antal/100 000 inv; Invånare");
            assertThat(report.notes().subList(1, report.notes().size()))
                    .containsExactly(
                            "4 av dem finns inte längre i katalogen och läggs till som utgångna:"
                                    + " N00800, N15404, U00408, U00907.");
            assertThat(ronneby.count("select count(*) from indicator where retired_on is not null")).isEqualTo(4);
            assertThat(ronneby.rows("select name, unit_of_measure from indicator where code = 'N20014'"))
                    .allSatisfy(row -> assertThat(row.get("name")).isNotEqualTo("N20014"));
            long root = ronneby.samsyn().organisation().units().root().orElseThrow().id();
            assertThat(ronneby.count("select count(*) from measurement m join indicator i on i.id = m.indicator_id"
                            + " where m.unit_id = ? and i.source = 'kolada'", root))
                    .isEqualTo(149);
            assertThat(ronneby.run(ImportType.KOLADA_VALUES, fixture(VALUES)).counts())
                    .isEqualTo(new Counts(0, 0, 41288, 0, 0));

            String one = "Variabelkod,Kommun,År,Värde\nN20014,Ale,1998,4843\nN20014,Atlantis,1998,1\nN20014,Ale,98,1\n";
            ImportReport changed = ronneby.run(ImportType.KOLADA_VALUES, ronneby.file("values.csv", one));
            assertThat(changed.counts()).isEqualTo(new Counts(0, 1, 0, 0, 2));
            assertThat(changed.rejected())
                    .extracting(ImportReport.Row::line, ImportReport.Row::reason)
                    .containsExactly(
                            tuple(3, "Ingen kommun heter ”Atlantis” bland jämförelserna."),
                            tuple(4, "”98” är ingen period."));
        }
    }

    @Test
    void onlyAGroupsValuesWhenThatIsWanted() {
        try (Municipality ronneby = Municipality.ronneby()) {
            ronneby.koladaMunicipalities();
            String group = (String) ronneby.rows("select i.value from unit u join unit_identifier i on i.unit_id = u.id"
                            + " where u.name = 'Liknande kommuner grundskola, Ronneby, 2024'")
                    .get(0)
                    .get("value");
            ImportReport report = ronneby.run(
                    ImportType.KOLADA_VALUES, new ImportOptions(null, null, Map.of(), false, group, false), fixture(VALUES));
            assertThat(report.counts().created() + report.counts().skipped()).isEqualTo(41288);
            long units = ronneby.count("select count(distinct unit_id) from measurement m join indicator i"
                    + " on i.id = m.indicator_id where i.source = 'kolada'");
            // The seven that are like us, and ourselves.
            assertThat(units).isEqualTo(8);
            assertThatThrownBy(() -> ronneby.run(
                            ImportType.KOLADA_VALUES,
                            new ImportOptions(null, null, Map.of(), false, "G1", false),
                            fixture(VALUES)))
                    .hasMessageContaining("imports.error.group");
        }
    }

    @Test
    void koladaDataKeepsWhatIsMissingMissing() {
        try (Municipality ronneby = Municipality.ronneby()) {
            ronneby.run(ImportType.KOLADA_MUNICIPALITIES, fixture("kolada/v3_municipality_2026-03-23.json"));
            ImportReport report = ronneby.run(
                    ImportType.KOLADA_DATA,
                    fixture("kolada/v3_data_2026-03-04_arboga_group.json"),
                    fixture("kolada/v3_data_N00945_1996-2020.json"),
                    fixture("kolada/v3_data_N01951_0580_2025_gender.json"));
            assertThat(report.counts()).isEqualTo(new Counts(752 + 75 + 3, 0, 0, 0, 0));
            assertThat(report.notes()).anyMatch(note -> note.startsWith("Koladas katalog är inte inläst"));
            assertThat(ronneby.count("select count(*) from measurement where state = 'missing'")).isEqualTo(486);
            assertThat(ronneby.count("select count(*) from indicator where name = code")).isEqualTo(25);
            ronneby.koladaCatalogue();
            assertThat(ronneby.count("select count(*) from indicator where name = code")).isZero();
            assertThat(ronneby.rows(FIGURE, "N01951", "0580", "2025", "K"))
                    .containsExactly(Map.of("value", 82794.0, "state", "exists", "source", "Kolada"));
            assertThat(ronneby.rows(FIGURE, "N01951", "0580", "2025", "T"))
                    .containsExactly(Map.of("value", 168714.0, "state", "exists", "source", "Kolada"));
        }
    }

    @Test
    void aFigureThatKoladaWithdrawsBecomesMissing() {
        try (Municipality ronneby = Municipality.ronneby()) {
            ronneby.run(ImportType.KOLADA_MUNICIPALITIES, fixture("kolada/v3_municipality_2026-03-23.json"));
            ronneby.run(ImportType.KOLADA_DATA, fixture("kolada/v3_data_N01951_0580_2025_gender.json"));
            String withdrawn = "{\"values\":[{\"kpi\":\"N01951\",\"municipality\":\"0580\",\"period\":%d,\"values\":"
                    + "[{\"gender\":\"T\",\"count\":0,\"status\":\"\",\"value\":null,\"isdeleted\":true}]}]}";
            assertThat(ronneby.run(ImportType.KOLADA_DATA, ronneby.file("a.json", withdrawn.formatted(2025))).counts())
                    .isEqualTo(new Counts(0, 1, 0, 0, 0));
            assertThat(ronneby.run(ImportType.KOLADA_DATA, ronneby.file("b.json", withdrawn.formatted(2024))).counts())
                    .isEqualTo(new Counts(0, 0, 0, 1, 0));
        }
    }

    @Test
    void statisticsPerSchoolUnitKeepTheReasonForEachMissingFigure() {
        try (Municipality ronneby = Municipality.ronneby()) {
            ImportReport report =
                    ronneby.run(ImportType.SKOLVERKET_UNIT_STATISTICS, fixture("skolverket/statistics_gr"));
            // Four schools of the register; two newer ones and two of other municipalities are offered.
            assertThat(report.counts()).isEqualTo(new Counts(38 + 38 + 21 + 84, 0, 0, 4, 0));
            assertThat(ronneby.rows(FIGURE, "totalNumberOfPupils", "11842600", "2025/26", "T"))
                    .containsExactly(Map.of("value", 60.0, "state", "rounded", "source", "Skolverket"));
            assertThat(ronneby.rows(FIGURE, "specialTeacherPositions", "11842600", "2025/26", "T"))
                    .extracting(row -> row.get("state"))
                    .containsExactly("suppressed");
            assertThat(ronneby.rows(FIGURE, "specialTeacherPositions", "11842600", "2024/25", "T"))
                    .extracting(row -> row.get("state"))
                    .containsExactly("missing");

            ImportOptions create = ImportOptions.NONE.creating(Map.of("10175276", "Parkdalaskolan", "12753961", ""));
            ImportReport withNew =
                    ronneby.run(ImportType.SKOLVERKET_UNIT_STATISTICS, create, fixture("skolverket/statistics_gr"));
            assertThat(withNew.counts()).isEqualTo(new Counts(2 + 47 + 19, 0, 181, 2, 0));
            assertThat(ronneby.rows(FIGURE, "totalNumberOfPupils", "10175276", "2025/26", "T"))
                    .containsExactly(Map.of("value", 270.0, "state", "rounded", "source", "Skolverket"));
        }
    }

    @Test
    void aTableOfSchoolsBesideTheStatisticsTellsWhoseTheyAre() {
        try (Municipality ronneby = Municipality.ronneby()) {
            ImportOptions create = new ImportOptions(null, null, Map.of(), true, null, false);

            ImportReport report = ronneby.run(
                    ImportType.SKOLVERKET_UNIT_STATISTICS, create, fixture("skolverket/statistics_gr"), fixture(GRADE9));

            assertThat(report.counts()).isEqualTo(new Counts(38 + 38 + 21 + 84 + 2 + 47 + 19, 0, 0, 2, 0));
            assertThat(ronneby.rows("select name from unit where name like '%7-9' order by name"))
                    .extracting(row -> row.get("name"))
                    .contains("Parkdalaskolan 7-9", "Snäckebacksskolan 7-9");
        }
    }

    @Test
    void noRequirementIsNoFigure() {
        try (Municipality ronneby = Municipality.ronneby()) {
            String file = "{\"body\":{\"schoolUnit\":\"11842600\",\"certifiedTeachersQuota\":[{\"value\":\"*\",\"valueType\":"
                    + "\"TEACHERS_EXCLUDED_DUE_TO_NO_REQUIRED_LEGITIMATION\",\"timePeriod\":\"2025/26\"}]}}";
            ronneby.run(ImportType.SKOLVERKET_UNIT_STATISTICS, ronneby.file("11842600.json", file));
            assertThat(ronneby.rows(FIGURE, "certifiedTeachersQuota", "11842600", "2025/26", "T"))
                    .extracting(row -> row.get("state"))
                    .containsExactly("not_required");
        }
    }

    @Test
    void grade9SkipsOthersSchoolsAndOffersThoseThatTheRegisterLacks() {
        try (Municipality ronneby = Municipality.ronneby()) {
            ImportReport report = ronneby.run(ImportType.SKOLVERKET_GRADE9, fixture(GRADE9));
            assertThat(report.counts()).isEqualTo(new Counts(2 * 4, 0, 0, 63 + 2, 0));

            ImportOptions create = new ImportOptions(null, null, Map.of(), true, null, false);
            assertThat(ronneby.run(ImportType.SKOLVERKET_GRADE9, create, fixture(GRADE9)).counts())
                    .isEqualTo(new Counts(2 + 2 * 4, 0, 8, 63, 0));
            assertThat(ronneby.rows("select name, standing from unit where name like 'Parkdala%'"))
                    .containsExactly(Map.of("name", "Parkdalaskolan 7-9", "standing", "OWN"));
            assertThat(ronneby.rows(FIGURE, "averageGradesMeritRating9thGrade", "12753961", "2024/25", "T"))
                    .containsExactly(Map.of("value", 193.9, "state", "exists", "source", "Skolverket"));
            // The same measures come with the statistics per school unit, and are the same.
            assertThat(ronneby.run(ImportType.SKOLVERKET_UNIT_STATISTICS, fixture("skolverket/statistics_gr"))
                            .counts()
                            .unchanged())
                    .isEqualTo(9);
        }
    }
}
