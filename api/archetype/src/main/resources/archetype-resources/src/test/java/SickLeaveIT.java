package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import se.samsyn.testkit.RunningSamsyn;
import se.samsyn.testkit.Visitor;

/** The plugin as the jar that it is delivered as, in a real Samsyn. */
class SickLeaveIT {

    @RegisterExtension
    static final RunningSamsyn samsyn = RunningSamsyn.withPlugin();

    @Test
    void aReaderFindsThePageInTheNavigation() {
        Visitor reader = samsyn.signIn("lasare");
        assertThat(reader.get("/units").body()).contains("href=\"/modules/${artifactId}\"");
        assertThat(reader.get("/modules/${artifactId}").body()).contains("Sjukfrånvaro", "Ingen fil är läst än");
    }

    @Test
    void whoeverIsNotSignedInIsAskedToDoSo() {
        assertThat(samsyn.visit().get("/modules/${artifactId}").location()).startsWith("/login");
    }
}
