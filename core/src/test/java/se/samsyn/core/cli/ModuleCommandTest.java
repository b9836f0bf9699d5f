package se.samsyn.core.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.Grant;
import se.samsyn.core.plugin.PluginSource;
import se.samsyn.core.settings.DataFolder;

class ModuleCommandTest {

    @TempDir
    Path folder;

    /** What a command said, and how it ended. */
    private record Said(int exit, String out, String err) {}

    @BeforeEach
    void write() {
        PluginSource.of("hr")
                .define(
                        """
                        c.messages("messages")
                         .command(new Command("read", run -> {
                             run.print(run.arguments() + " " + run.path("staff.csv") + " " + run.text("units", run.services().units().all().size()));
                             run.services().units().all().forEach(unit -> run.print(unit.name()));
                             return run.arguments().contains("--wrong") ? 2 : 0;
                         }))
                         .command(new Command("fail", run -> { throw new IllegalStateException("No such month: 13"); }));
                        """)
                .messages("command.read=Reads the staff\ncommand.fail=Fails\nunits={0} units\n")
                .writeTo(folder.resolve("plugins"));
    }

    private Said run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] all = Stream.concat(Stream.of(words), Stream.of("--data", folder.toString())).toArray(String[]::new);
        int exit = Cli.run(all, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), (settings, now) -> {});
        return new Said(exit, out.toString(UTF_8), err.toString(UTF_8));
    }

    private void assertWorks() {
        assertThat(run("module").out()).contains("hr read", "Reads the staff", "hr fail");
        assertThat(run("module", "hr").out()).contains("hr read").contains("hr fail");
        Said read = run("module", "hr", "read", "--month=3", "x y");
        String here = Path.of("").toAbsolutePath().resolve("staff.csv").toString();
        assertThat(read.err()).isEmpty();
        assertThat(read.exit()).isZero();
        assertThat(read.out()).startsWith("[--month=3, x y] " + here + " ");
        assertThat(run("module", "hr", "read", "--wrong").exit()).isEqualTo(2);

        Said failed = run("module", "hr", "fail");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err()).contains("No such month: 13").doesNotContain("Exception").doesNotContain("\tat ");
        Said unknown = run("module", "hr", "write");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("has no command write").contains("read, fail");
        assertThat(run("module", "none", "read").err()).contains("no enabled plugin none");
    }

    @Test
    void runsInTheServerThatServesTheFolder() throws IOException {
        try (TestSamsyn samsyn = TestSamsyn.start(folder)) {
            samsyn.app().plugins().enable("hr", Grant.system("test"));
            DataFolder data = new DataFolder(folder);
            try (FileLock lock = data.lock().orElseThrow(); CommandListener listener = CommandListener.start(samsyn.app(), data)) {
                assertWorks();
                assertThat(run("module", "hr", "read").out()).contains("4 units", "Ekbackens skola");
            }
        }
    }

    @Test
    void runsInItsOwnProcessWhereNoServerDoes() {
        assertThat(run("plugin", "list").exit()).isZero();
        assertThat(run("module").out()).contains("No enabled plugin has commands.");
        assertThat(run("plugin", "enable", "hr").exit()).isZero();
        assertWorks();
        assertThat(run("module", "hr", "read").out()).contains("0 units");
    }
}
