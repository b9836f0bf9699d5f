package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.change.Change;

/** Plugins that are taken away, and what they have saved. */
class PluginRemovalTest {

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
    }

    @Test
    void aRemovedPluginLeavesItsDataUntilTheyAreErased() {
        plugins.install(InstalledPlugins.notes("1.0.0"));
        plugins.samsyn().enable("notes");
        assertThat(plugins.installer().erasable("notes")).as("while it is active").isFalse();
        plugins.installer().remove("notes", PluginFixture.GRANT);
        assertThat(plugins.module().list()).isEmpty();
        assertThat(plugins.samsyn().published.find("notes")).isEmpty();
        assertThat(plugins.installer().leftBehind()).containsExactly("notes");
        plugins.reopen();
        assertThat(plugins.module().list()).isEmpty();

        assertThat(plugins.install(InstalledPlugins.notes("2.0.0")).wanted().enabled()).isFalse();
        plugins.samsyn().enable("notes");
        assertThat(plugins.starts()).as("a plugin that comes back finds its data").containsExactly("1.0.0", "2.0.0");
        plugins.samsyn().disable("notes");
        assertThat(plugins.installer().rows("notes")).containsEntry("p_notes_start", 2L);
        plugins.installer().erase("notes", PluginFixture.GRANT);
        assertThat(plugins.module().find("notes").orElseThrow().tables()).isEmpty();
        plugins.samsyn().enable("notes");
        assertThat(plugins.starts()).as("it starts anew").containsExactly("2.0.0");
    }

    @Test
    void tablesThatPointAtEachOtherAreErasedTogether() {
        plugins.install(PluginSource.of("tree")
                .define("c.migrations(\"db\");")
                .migration(
                        "V1__a.sql",
                        """
                        create table p_tree_a (id ${key}, parent bigint references p_tree_a (id));
                        create table p_tree_b (id ${key}, a bigint not null references p_tree_a (id));
                        create table P_Tree_C (id ${key}, b bigint not null references p_tree_b (id), a bigint references p_tree_a (id));
                        alter table p_tree_a add column c bigint references p_tree_c (id);
                        insert into p_tree_a (id) values (1);
                        insert into p_tree_a (id, parent) values (2, 1);
                        insert into p_tree_b (id, a) values (1, 2);
                        insert into p_tree_c (id, b, a) values (1, 1, 1);
                        update p_tree_a set c = 1 where id = 2;
                        """));
        plugins.samsyn().enable("tree");
        plugins.samsyn().disable("tree");
        plugins.installer().erase("tree", PluginFixture.GRANT);
        assertThat(plugins.module().find("tree").orElseThrow().tables()).isEmpty();
        assertThat(plugins.samsyn().enable("tree").state()).as("it starts anew").isEqualTo(PluginState.ACTIVE);
    }

    @Test
    void noOthersDataCanBeErasedByAPartOfItsName() {
        plugins.install(PluginSource.of("tree-top").define("c.migrations(\"db\");").migration("V1__a.sql", "create table p_tree_top_a (id ${key});"));
        plugins.samsyn().enable("tree-top");
        assertThat(plugins.installer().erasable("tree")).isFalse();
        assertThat(plugins.installer().erasable("tree_top")).isFalse();
    }

    @Test
    void theTablesOfARemovedPluginKeepOthersAway() {
        plugins.install(PluginSource.of("tree-top").define("c.migrations(\"db\");").migration("V1__a.sql", "create table p_tree_top_a (id ${key});"));
        plugins.samsyn().enable("tree-top");
        plugins.installer().remove("tree-top", PluginFixture.GRANT);
        PluginSource.of("tree").writeTo(data.resolve("plugins"));
        plugins.reopen();
        assertThat(plugins.module().list()).isEmpty();
        assertThat(plugins.module().unusable()).extracting(file -> file.problem().code()).containsExactly("duplicate");
    }

    @Test
    void aJarThatSomeoneTookAwayLeavesDataThatCanBeErasedAndComesBackOff() throws IOException {
        plugins.install(InstalledPlugins.notes("1.0.0"));
        plugins.samsyn().enable("notes");
        Files.delete(plugins.jars().get(0));
        plugins.reopen();
        assertThat(plugins.installer().leftBehind()).containsExactly("notes");
        assertThat(plugins.installer().erasable("notes")).isTrue();
        assertThat(plugins.install(InstalledPlugins.notes("1.0.0")).wanted().enabled()).isFalse();
    }

    @Test
    void anotherStartKeepsWhatWasOnceRemovedOff() {
        plugins.install(InstalledPlugins.notes("1.0.0"));
        plugins.samsyn().enable("notes");
        plugins.installer().remove("notes", PluginFixture.GRANT);
        assertThat(plugins.install(InstalledPlugins.notes("1.0.0")).state()).isEqualTo(PluginState.RESOLVED);
        plugins.reopen();
        assertThat(plugins.module().find("notes").orElseThrow().state()).isEqualTo(PluginState.RESOLVED);
    }

    @Test
    void leavesWhoDidWhatInTheHistory() {
        plugins.install(InstalledPlugins.notes("1.0.0"));
        plugins.samsyn().enable("notes");
        plugins.install(InstalledPlugins.notes("2.0.0"));
        plugins.installer().remove("notes", PluginFixture.GRANT);
        plugins.installer().erase("notes", PluginFixture.GRANT);
        List<Change> history = plugins.samsyn().changes.history("plugin", 1, 10);
        assertThat(history).hasSize(5);
        assertThat(history.get(2).fields()).extracting("field", "before", "after").contains(tuple("release", "1.0.0", "2.0.0"));
        assertThat(history.get(0).fields()).extracting("field").contains("erased");
    }
}
