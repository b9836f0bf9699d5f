package se.samsyn.core.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.database.Database;

/** The disk has no room left, and people work on. */
class FullDiskTest {

    private final TestSamsyn samsyn = TestSamsyn.start();

    @AfterEach
    void stop() {
        samsyn.close();
    }

    @Test
    void savingIsRefusedInWordsAndReadingGoesOn() {
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        TestClient admin = samsyn.signIn("admin");
        admin.get("/units/new");
        fillTheDisk(samsyn.app().database());

        TestClient.Answer refused = untilRefused(admin, samsyn.municipality().id());

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).contains("Inget har ändrats").contains("<h1");
        assertThat(admin.get("/units").status()).as("reading").isEqualTo(200);
        assertThat(admin.get("/health").status()).isEqualTo(200);
        assertThat(samsyn.rows("select id from unit where id not in (select entity_id from entity_version where entity = 'unit')"))
                .as("half-written units")
                .isEmpty();
    }

    /** The last pages of the file take some units yet. */
    private static TestClient.Answer untilRefused(TestClient admin, long parent) {
        TestClient.Answer answer = null;
        for (int i = 0; i < 500 && (answer == null || answer.status() == 303); i++) {
            answer = admin.post("/units/new", Map.of(
                    "name", "Skola " + i, "kind", "COMPULSORY_SCHOOL", "parentId", String.valueOf(parent), "standing", "OWN"));
        }
        return answer;
    }

    private static void fillTheDisk(Database database) {
        database.write(() -> database.jdbi().useHandle(handle -> {
            long pages = handle.createQuery("pragma page_count").mapTo(Long.class).one();
            handle.createQuery("pragma max_page_count = " + pages).mapTo(Long.class).one();
        }));
    }
}
