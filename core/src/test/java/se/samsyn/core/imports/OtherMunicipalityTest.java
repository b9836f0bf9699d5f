package se.samsyn.core.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.imports.format.ImportOptions;
import se.samsyn.core.organisation.UnitDetails;
import se.samsyn.core.organisation.UnitKind;

/** A register of another municipality than the folder's does not go in unnoticed. */
class OtherMunicipalityTest {

    private static final Path REGISTER = Municipality.fixture("skolverket/skolenhetsregistret_2020-06_grundskola.csv");
    private static final ImportOptions RONNEBY = ImportOptions.of("1081");

    @Test
    void byTheNameUntilTheCodeIsKnown() {
        try (Municipality lindvik = Municipality.empty()) {
            lindvik.samsyn()
                    .organisation()
                    .unitService()
                    .create(lindvik.system(), UnitDetails.own(null, UnitKind.MUNICIPALITY, "Lindviks kommun"));
            assertThat(lindvik.run(ImportType.SCHOOL_REGISTER, RONNEBY, true, REGISTER).notes())
                    .anyMatch(note -> note.startsWith("Filen gäller Ronneby (1081)"));
            assertThatThrownBy(() -> lindvik.run(ImportType.SCHOOL_REGISTER, RONNEBY, REGISTER))
                    .hasMessageContaining("imports.doubt.municipality");
            assertThat(lindvik.count("select count(*) from unit")).isEqualTo(1);

            ImportOptions confirmed = new ImportOptions("1081", null, Map.of(), false, null, true);
            assertThat(lindvik.run(ImportType.SCHOOL_REGISTER, confirmed, REGISTER).counts().created()).isPositive();
            assertThat(lindvik.run(ImportType.SCHOOL_REGISTER, RONNEBY, REGISTER).notes()).isEmpty();
        }
    }

    @Test
    void byTheCodeOnceItIsKnown() {
        try (Municipality ronneby = Municipality.ronneby()) {
            assertThatThrownBy(() -> ronneby.run(ImportType.SCHOOL_REGISTER, ImportOptions.of("0604"), REGISTER))
                    .hasMessageContaining("imports.doubt.municipality");
        }
    }

    @Test
    void thePageAsksForATick() throws IOException {
        try (TestSamsyn samsyn = TestSamsyn.start()) {
            samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
            TestClient admin = samsyn.signIn("admin");
            admin.get("/imports/new/school-register");
            String preview = admin.upload(
                            "/imports/new/school-register",
                            Map.of("municipality", "1081"),
                            "files",
                            REGISTER.getFileName().toString(),
                            Files.readAllBytes(REGISTER))
                    .location();
            assertThat(admin.get(preview).body()).contains("Filen gäller Ronneby (1081)", "name=\"confirmed\"");
            Answer unconfirmed = admin.post(preview + "/run", Map.of());
            assertThat(unconfirmed.status()).isEqualTo(422);
            assertThat(unconfirmed.body()).contains("Inget är sparat. Bekräfta");
            assertThat(samsyn.rows("select id from measurement")).isEmpty();
            assertThat(admin.post(preview + "/run", Map.of("confirmed", "true")).status()).isEqualTo(303);
            assertThat(samsyn.rows("select id from measurement")).isNotEmpty();
        }
    }
}
