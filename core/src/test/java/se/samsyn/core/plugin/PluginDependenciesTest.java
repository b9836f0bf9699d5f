package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.plugin.jar.PluginManifest;
import se.samsyn.core.web.Rejection;

/** Plugins that need each other. By name the one that needs comes first, so that the order is not the alphabet's. */
class PluginDependenciesTest {

    @TempDir
    Path data;

    @TempDir
    Path elsewhere;

    private InstalledPlugins plugins;

    @BeforeEach
    void open() {
        plugins = new InstalledPlugins(data, elsewhere);
    }

    @AfterEach
    void close() {
        plugins.close();
        System.clearProperty("tiny.order");
    }

    private void put(PluginSource... sources) {
        for (PluginSource source : sources) {
            source.writeTo(data.resolve("plugins"));
        }
        plugins.reopen();
    }

    /** A plugin that tells when it starts and stops. */
    private static PluginSource told(String id) {
        String tell = "System.setProperty(\"tiny.order\", System.getProperty(\"tiny.order\", \"\") + \"%s \");";
        return PluginSource.of(id).start(tell.formatted("+" + id)).stop(tell.formatted("-" + id));
    }

    private static PluginSource needing() {
        return told("alpha").needs("beta >=1.0.0 & <2.0.0");
    }

    private String why(String id) {
        return plugins.samsyn().why(plugins.module().find(id).orElseThrow());
    }

    @Test
    void areStartedBeforeAndStoppedAfterThoseThatNeedThem() {
        put(needing(), told("beta").needs("gamma >=0.1.0"), told("gamma"));
        for (String id : List.of("gamma", "beta", "alpha")) {
            assertThat(plugins.samsyn().enable(id).state()).isEqualTo(PluginState.ACTIVE);
        }
        System.clearProperty("tiny.order");
        plugins.close();
        assertThat(System.getProperty("tiny.order")).isEqualTo("-alpha -beta -gamma ");
        System.clearProperty("tiny.order");
        open();
        assertThat(System.getProperty("tiny.order")).isEqualTo("+gamma +beta +alpha ");
    }

    @Test
    void whatIsMissingOffOrOfAnotherVersionIsToldBeforeAnythingStarts() {
        put(needing());
        assertThat(plugins.samsyn().enable("alpha").state()).isEqualTo(PluginState.FAILED);
        assertThat(why("alpha")).contains("beta (>=1.0.0 & <2.0.0) is needed and is not here");
        put(told("beta").version("0.9.0"));
        plugins.samsyn().enable("beta");
        plugins.samsyn().enable("alpha");
        assertThat(why("alpha")).contains("Tillägget beta (beta) is needed in version >=1.0.0 & <2.0.0. Here is 0.9.0");
        plugins.samsyn().disable("beta");
        put(told("beta"));
        plugins.samsyn().enable("alpha");
        assertThat(why("alpha")).contains("Tillägget beta (beta) is needed and is not on");
        plugins.samsyn().enable("beta");
        assertThat(plugins.samsyn().enable("alpha").state()).isEqualTo(PluginState.ACTIVE);
        plugins.samsyn().disable("alpha");
        put(told("beta").version("2.0.0"));
        plugins.samsyn().enable("alpha");
        assertThat(why("alpha")).contains("Tillägget beta (beta) is needed in version >=1.0.0 & <2.0.0. Here is 2.0.0");
        assertThat(System.getProperty("tiny.order")).containsOnlyOnce("+alpha");
    }

    @Test
    void oneThatIsNeededIsNeitherTurnedOffNorRemoved() {
        put(needing(), told("beta"));
        plugins.samsyn().enable("beta");
        plugins.samsyn().enable("alpha");
        assertThat(plugins.module().find("beta").orElseThrow().neededBy()).extracting(PluginManifest::id).containsExactly("alpha");
        assertThatThrownBy(() -> plugins.samsyn().disable("beta")).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> plugins.module().installer().remove("beta", PluginFixture.GRANT)).isInstanceOf(Rejection.class);
        PluginInfo beta = plugins.module().find("beta").orElseThrow();
        assertThat(beta.state()).isEqualTo(PluginState.ACTIVE);
        assertThat(beta.wanted().enabled()).isTrue();
        plugins.samsyn().disable("alpha");
        assertThat(plugins.samsyn().disable("beta").state()).isEqualTo(PluginState.OFF);
    }

    @Test
    void aVersionThatOthersCannotUseIsRefusedAndAFittingOneIsTaken() {
        put(needing(), told("beta"));
        plugins.samsyn().enable("beta");
        plugins.samsyn().enable("alpha");
        assertThatThrownBy(() -> plugins.install(told("beta").version("2.0.0")))
                .isInstanceOfSatisfying(PluginNotInstalled.class, e -> assertThat(e.problem().code()).isEqualTo("dependency.breaks"));
        assertThat(plugins.module().find("beta").orElseThrow().manifest().version()).isEqualTo("1.0.0");
        plugins.install(told("beta").version("1.5.0"));
        assertThat(plugins.module().find("beta").orElseThrow().manifest().version()).isEqualTo("1.5.0");
        assertThat(plugins.module().find("alpha").orElseThrow().state()).isEqualTo(PluginState.ACTIVE);
        assertThatThrownBy(() -> plugins.install(told("alpha").version("1.1.0").needs("nowhere >=1.0.0")))
                .isInstanceOfSatisfying(PluginNotInstalled.class, e -> assertThat(e.problem().code()).isEqualTo("dependency.missing"));
    }

    @Test
    void thoseInACircleAreToldAndStopNoOther() {
        put(told("alpha").needs("beta >=1.0.0"), told("beta").needs("alpha >=1.0.0"), told("gamma"));
        List<PluginState> states = new ArrayList<>();
        for (String id : List.of("alpha", "beta", "gamma")) {
            states.add(plugins.samsyn().enable(id).state());
        }
        assertThat(states).containsExactly(PluginState.FAILED, PluginState.FAILED, PluginState.ACTIVE);
        plugins.reopen();
        assertThat(plugins.module().find("gamma").orElseThrow().state()).isEqualTo(PluginState.ACTIVE);
    }

    @Test
    void aVersionThatWouldCloseACircleIsRefused() {
        put(told("alpha"), told("beta").needs("alpha >=1.0.0"));
        plugins.samsyn().enable("alpha");
        plugins.samsyn().enable("beta");
        assertThatThrownBy(() -> plugins.install(told("alpha").version("1.1.0").needs("beta >=1.0.0")))
                .isInstanceOfSatisfying(PluginNotInstalled.class, e -> assertThat(e.problem().code()).isEqualTo("dependency.circle"));
        assertThat(plugins.module().find("alpha").orElseThrow().manifest().version()).isEqualTo("1.0.0");
    }

    @Test
    void whatIsWrittenWrongIsToldWithTheRightForm() {
        put(told("alpha").needs("beta"), told("beta").needs("gamma about one"));
        assertThat(plugins.module().list()).isEmpty();
        assertThat(plugins.module().unusable())
                .extracting(file -> file.problem().code())
                .containsExactly("dependency.written", "dependency.written");
    }
}
