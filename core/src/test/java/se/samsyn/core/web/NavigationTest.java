package se.samsyn.core.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;

class NavigationTest {

    private static final Pattern LINK = Pattern.compile("class=\"s-navlink\" href=\"([^\"]*)\"");

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyEntryThatSomeoneAtASchoolSeesOpens(Role role) {
        try (TestSamsyn samsyn = TestSamsyn.start()) {
            TestClient client = samsyn.signIn("ada", role);
            List<String> entries = entries(client);
            assertThat(entries).contains("/units");
            for (String entry : entries) {
                assertThat(client.get(entry).status()).as(entry).isEqualTo(200);
            }
        }
    }

    @Test
    void whatIsAboutTheWholeMunicipalityIsForThoseWhoRunIt() {
        try (TestSamsyn samsyn = TestSamsyn.start()) {
            samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
            assertThat(entries(samsyn.signIn("admin"))).contains("/settings", "/settings/modules", "/imports", "/people");
            assertThat(entries(samsyn.signIn("skoladmin", Role.ADMINISTRATOR)))
                    .contains("/people")
                    .doesNotContain("/settings", "/settings/modules", "/imports");
        }
    }

    private static List<String> entries(TestClient client) {
        return LINK.matcher(client.get("/units").body())
                .results()
                .map(link -> link.group(1))
                .toList();
    }
}
