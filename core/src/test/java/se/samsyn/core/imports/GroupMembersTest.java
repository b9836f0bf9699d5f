package se.samsyn.core.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.format.ImportOptions;
import se.samsyn.core.organisation.UnitGroupService;

/** Which municipalities are in a group is kept as it was, since every mean of the group follows from it. */
class GroupMembersTest {

    private TestSamsyn samsyn;

    @BeforeEach
    void start() throws IOException {
        samsyn = TestSamsyn.start();
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        load("{\"id\":\"0682\",\"title\":\"Nässjö\",\"type\":\"K\"},{\"id\":\"1499\",\"title\":\"Falköping\",\"type\":\"K\"}");
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    @Test
    void newMembersAreInTheHistoryOfTheGroup() throws IOException {
        assertThat(group("0682").counts().created()).isEqualTo(1);
        assertThat(group("0682", "1499").counts()).isEqualTo(new Counts(0, 1, 0, 0, 0));
        assertThat(group("0682", "1499").counts()).isEqualTo(new Counts(0, 0, 1, 0, 0));

        long id = samsyn.app()
                .organisation()
                .units()
                .byIdentifier("kolada", "G1")
                .orElseThrow()
                .id();
        assertThat(samsyn.rows("select version from entity_version where entity = '%s' and entity_id = %d"
                        .formatted(UnitGroupService.ENTITY, id)))
                .hasSize(2);
        assertThat(samsyn.signIn("admin").get("/units/" + id + "/history").body())
                .contains("lade in gruppens medlemmar")
                .contains("ändrade gruppens medlemmar")
                .containsPattern("Nässjö, Falköping|Falköping, Nässjö");
    }

    private ImportReport group(String... members) throws IOException {
        List<String> all = List.of(members).stream()
                .map("{\"member_id\":\"%s\",\"member_title\":\"\"}"::formatted)
                .toList();
        return load("{\"id\":\"G1\",\"title\":\"Nätverket\",\"members\":[%s]}".formatted(String.join(",", all)));
    }

    private ImportReport load(String values) throws IOException {
        Path file = Files.writeString(
                samsyn.folder().resolve("kolada.json"),
                "{\"values\":[%s],\"next_url\":null,\"previous_url\":null,\"count\":1}".formatted(values));
        return samsyn.app().imports().service().run(
                new ImportRequest(
                        ImportType.KOLADA_MUNICIPALITIES, List.of(InputFile.of(file)), ImportOptions.NONE, false),
                samsyn.system());
    }
}
