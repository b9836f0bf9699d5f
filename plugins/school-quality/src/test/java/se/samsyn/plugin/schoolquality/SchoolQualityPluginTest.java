package se.samsyn.plugin.schoolquality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import se.samsyn.api.ContributionList;

class SchoolQualityPluginTest {

    @Test
    void itsListTellsWhatItAdds() {
        assertThat(ContributionList.of(new SchoolQualityPlugin())).contains("settings least-answers", "panels UNIT_RAIL");
    }
}
