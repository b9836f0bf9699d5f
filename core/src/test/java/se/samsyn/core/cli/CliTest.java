package se.samsyn.core.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.core.cli.Said.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.database.Database;
import se.samsyn.core.settings.DataFolder;
import se.samsyn.core.settings.Version;

class CliTest {

    @TempDir
    private Path temporary;

    @Test
    void helpListsEveryCommandAndEverySetting() {
        Said help = run("--help");
        assertThat(help.exit()).isZero();
        assertThat(help.out())
                .contains("serve", "backup", "restore", "doctor", "user", "import", "plugin", "--port", "--host", "--demo", "--safe-mode", "--data")
                .contains("SAMSYN_TLS_CERT", "samsyn.properties");
    }

    @Test
    void versionIsTheBuilds() {
        assertThat(run("--version").out().strip()).isEqualTo("Samsyn " + Version.current()).doesNotContain("$");
    }

    @Test
    void misuseIsTwoAndSaysWhy() {
        assertThat(run("fly").exit()).isEqualTo(2);
        assertThat(run("backup").err()).contains("FILE");
        assertThat(run("backup").exit()).isEqualTo(2);
        assertThat(run("--port", "many").exit()).isEqualTo(2);
        Said half = run("--tls-cert", "cert.pem", "--data", temporary.toString());
        assertThat(half.exit()).isEqualTo(2);
        assertThat(half.err().strip()).isEqualTo("--tls-cert and --tls-key go together.");
    }

    @Test
    void anAddressToFetchFromIsOne() {
        String data = temporary.resolve("data").toString();
        for (String[] wrong : new String[][] {
            {"--kolada-address", "ftp://api.kolada.se/v3"},
            {"--skolverket-address", "https://api.skolverket.se/planned-educations/../v4?x=1"},
            {"--kolada-address", "https://someone:word@api.kolada.se/v3"},
            {"--outbound-proxy", "proxy.kommun.se"},
            {"--outbound-proxy", "proxy.kommun.se:70000"}
        }) {
            Said said = run(wrong[0], wrong[1], "--data", data);
            assertThat(said.exit()).as(wrong[1]).isEqualTo(2);
            assertThat(said.err()).contains(wrong[0], wrong[1]).hasLineCount(1);
        }
    }

    @Test
    void aNetworkIsNotServedInTheClear() {
        Said said = run("--host", "0.0.0.0", "--data", temporary.resolve("data").toString());
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("--tls-cert").hasLineCount(1);
        assertThat(temporary.resolve("data")).doesNotExist();
    }

    @Test
    void aPluginUnderDevelopmentIsServedToNoNetwork() {
        String data = temporary.resolve("data").toString();
        Said network = run("--host", "0.0.0.0", "--trusted-proxy", "--dev-plugin", "target/classes", "--data", data);
        Said proxy = run("--trusted-proxy", "--dev-plugin=target/classes", "--data", data);
        for (Said said : new Said[] {network, proxy}) {
            assertThat(said.exit()).isEqualTo(2);
            assertThat(said.err()).contains("--dev-plugin takes a --host of this machine alone").hasLineCount(1);
        }
        assertThat(temporary.resolve("data")).doesNotExist();
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        Said said = run("backup", "x", "--data", temporary.resolve("none").toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("There is no data folder");
        assertThat(temporary.resolve("none")).doesNotExist();
    }

    @Test
    void theDoctorSaysWhatIsWrong() throws IOException {
        Path data = Files.createDirectory(temporary.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(data.resolve("samsyn.db"), "no database, but long enough to be looked at as one. ".repeat(50));
        Said said = run("doctor", "--data", data.toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).containsPattern("WRONG permissions .*chmod 700").containsPattern("WRONG database");
        assertThat(run("doctor", "--data", temporary.resolve("none").toString()).out()).contains("There is no folder");
    }

    @Test
    void theDoctorSaysWhichPluginsCannotBeUsed() throws IOException {
        Path data = Files.createDirectory(temporary.resolve("data"), PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rwx------")));
        try (Database database = Database.open(data.resolve("samsyn.db"))) {
            database.write(() -> database.jdbi().useHandle(handle -> handle.execute(
                    "insert into plugin (name, enabled, version) values ('gone', true, 1), ('off', false, 1)")));
        }
        Path plugins = Files.createDirectory(data.resolve("plugins"));
        Files.writeString(plugins.resolve("text.jar"), "no jar");
        pluginJar(plugins.resolve("fits.jar"), "fits", ">=0.0.1");
        pluginJar(plugins.resolve("newer.jar"), "newer", ">=9.0.0");
        Said said = run("doctor", "--data", data.toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out().lines().filter(line -> line.startsWith("WRONG")))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("newer.jar", ">=9.0.0"))
                .anySatisfy(line -> assertThat(line).contains("text.jar"))
                .anySatisfy(line -> assertThat(line).contains("gone is enabled"));
    }

    private static void pluginJar(Path file, String id, String requires) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Plugin-Id", id);
        attributes.putValue("Plugin-Version", "1.0.0");
        attributes.putValue("Plugin-Class", "x.X");
        attributes.putValue("Plugin-Requires", requires);
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
    }

    @Test
    void settingsComeFromFlagThenEnvironmentThenFiles() throws IOException {
        Path data = Files.createDirectory(temporary.resolve("data"));
        Files.writeString(data.resolve(DataFolder.PROPERTIES), "port = 1001\nhost = ::1\n");
        Files.writeString(temporary.resolve(DataFolder.PROPERTIES), "data = data\nport = 1002\nmetrics-from = anywhere\n");
        SettingDefaults files = SettingDefaults.of(new String[0], Map.of(), temporary);
        assertThat(files.setting("port", "8080")).isEqualTo("1001");
        assertThat(files.setting("host", "127.0.0.1")).isEqualTo("::1");
        assertThat(files.setting("metrics-from", "loopback")).isEqualTo("anywhere");
        assertThat(files.setting("access-log", "false")).isEqualTo("false");

        SettingDefaults environment = SettingDefaults.of(
                new String[0], Map.of("SAMSYN_PORT", "1003", "SAMSYN_ACCESS_LOG", "true"), temporary);
        assertThat(environment.setting("port", "8080")).isEqualTo("1003");
        assertThat(environment.setting("access-log", "false")).isEqualTo("true");
        assertThat(SettingDefaults.of(new String[] {"--data=other"}, Map.of(), temporary).data())
                .isEqualTo(temporary.resolve("other"));
    }
}
