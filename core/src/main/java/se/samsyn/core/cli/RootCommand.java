package se.samsyn.core.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import se.samsyn.core.settings.DataFolder;
import se.samsyn.core.settings.Version;
import se.samsyn.core.setup.DemoFiller;

/** What is run without the name of a command: the server. */
@Command(
        name = "samsyn.jar",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = RootCommand.SamsynVersion.class,
        synopsisHeading = "Usage: java -jar ",
        sortOptions = false,
        usageHelpAutoWidth = true,
        footerHeading = "%nSettings:%n",
        footer = {
            "Each setting may also stand in the environment (SAMSYN_DATA, SAMSYN_PORT, SAMSYN_HOST, SAMSYN_DEMO,",
            "SAMSYN_SAFE_MODE, SAMSYN_TLS_CERT, SAMSYN_TLS_KEY, SAMSYN_TRUSTED_PROXY, SAMSYN_METRICS_FROM,",
            "SAMSYN_ACCESS_LOG, SAMSYN_PLUGIN_UPLOAD, SAMSYN_PUBLIC_ADDRESS, SAMSYN_SMTP_HOST, SAMSYN_SMTP_PORT,",
            "SAMSYN_SMTP_TLS, SAMSYN_SMTP_USER, SAMSYN_SMTP_PASSWORD, SAMSYN_MAIL_FROM, SAMSYN_MAIL_REDIRECT,",
            "SAMSYN_MAIL_DRY_RUN, SAMSYN_KOLADA_ADDRESS, SAMSYN_SKOLVERKET_ADDRESS, SAMSYN_OUTBOUND_PROXY) or as a line",
            "such as 'port = 8080' in samsyn.properties, in the data folder or the working folder. The flag wins, then the",
            "environment, then the data folder's file.",
            "",
            "Exit codes: 0 done, 1 failed, 2 misused."
        })
final class RootCommand implements LocalCommand {

    @Mixin
    private ServeOptions options = new ServeOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The folder that holds everything. Default: samsyn-data in the working folder")
    private Path data = Path.of("samsyn-data");

    private final DataFolder folder;
    private final DemoFiller demo;

    RootCommand(DataFolder folder, DemoFiller demo) {
        this.folder = folder;
        this.demo = demo;
    }

    @Override
    public int run(Console console) throws Exception {
        return ServeCommand.run(options, folder, demo, console);
    }

    static final class SamsynVersion implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"Samsyn " + Version.current()};
        }
    }
}
