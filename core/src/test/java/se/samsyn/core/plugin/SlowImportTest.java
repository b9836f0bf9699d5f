package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.format.ImportOptions;
import se.samsyn.core.imports.format.Known;
import se.samsyn.core.imports.format.Rows;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.Rejection;

/** How long a plugin may take to read a file: each row its time, however many they are; and what hangs is ended. */
@Timeout(30)
class SlowImportTest {

    @TempDir
    Path data;

    private final List<String> told = new ArrayList<>();
    private PluginFixture plugins;

    @BeforeEach
    void enable() {
        PluginSource.of("slow")
                .define(
                        """
                        c.indicatorSource(new IndicatorSource("s", List.of()))
                         .importer(new Importer("steady", "s", List.of(), (f, r) -> {
                             for (int i = 1; i <= 15; i++) { pause(100); r.reject(i, "row", "no"); } }))
                         .importer(new Importer("hangs", "s", List.of(), (f, r) -> {
                             try { Thread.sleep(60_000); } catch (InterruptedException e) { throw new java.io.IOException(e); } }))
                         .importer(new Importer("stubborn", "s", List.of(), (f, r) -> {
                             for (int i = 1; i <= 100; i++) {
                                 try { Thread.sleep(1000); } catch (InterruptedException e) { Thread.currentThread().interrupt(); }
                                 try { r.reject(i, "row", "no"); } catch (RuntimeException e) { } } }))
                         .messages("messages");
                        """)
                .members(
                        """
                        static void pause(long millis) { try { Thread.sleep(millis); } catch (InterruptedException e) { throw new IllegalStateException(e); } }
                        """)
                .messages(
                        """
                        source.s=S
                        import.steady=x
                        import.steady.help=x
                        import.hangs=x
                        import.hangs.help=x
                        import.stubborn=x
                        import.stubborn.help=x
                        """)
                .writeTo(data.resolve("plugins"));
        plugins = new PluginFixture(data, false);
        assertThat(plugins.why(plugins.enable("slow"))).isEmpty();
    }

    @AfterEach
    void close() {
        plugins.close();
    }

    private void read(String importer) throws IOException {
        Path file = Files.writeString(data.resolve("file.csv"), "x");
        Known known = (Known) Proxy.newProxyInstance(
                Known.class.getClassLoader(), new Class<?>[] {Known.class}, (proxy, method, arguments) ->
                        method.getName().equals("locale") ? Messages.SWEDISH : Optional.empty());
        Rows rows = (Rows) Proxy.newProxyInstance(
                Rows.class.getClassLoader(), new Class<?>[] {Rows.class}, (proxy, method, arguments) -> {
                    told.add(method.getName());
                    return null;
                });
        plugins.published.importTypes().stream()
                .filter(type -> type.code().equals("slow:" + importer))
                .findFirst()
                .orElseThrow()
                .reader()
                .read(List.of(InputFile.of(file)), ImportOptions.NONE, known, rows);
    }

    @Test
    void aLongFileIsReadToItsEnd() throws IOException {
        assertThat(PluginFixture.SHORT.call()).isLessThan(Duration.ofMillis(1500));
        read("steady");
        assertThat(told).hasSize(15).containsOnly("reject");
    }

    @Test
    void oneThatHangsIsEnded() {
        assertThatThrownBy(() -> read("hangs")).isInstanceOfSatisfying(Rejection.class, rejection ->
                assertThat(rejection.reasons()).extracting(Rejection.Reason::key).containsExactly("imports.error.plugin"));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void oneThatGoesOnRegardlessIsRefused() {
        assertThatThrownBy(() -> read("stubborn")).isInstanceOfSatisfying(Rejection.class, rejection ->
                assertThat(rejection.reasons()).extracting(Rejection.Reason::key).containsExactly("imports.error.slow"));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void oneThatIsOffReadsNothing() throws IOException {
        var type = plugins.published.importTypes().get(0);
        plugins.disable("slow");
        assertThat(plugins.published.importTypes()).isEmpty();
        Path file = Files.writeString(data.resolve("file.csv"), "x");
        Known known = (Known) Proxy.newProxyInstance(
                Known.class.getClassLoader(), new Class<?>[] {Known.class}, (proxy, method, arguments) -> Messages.SWEDISH);
        assertThatThrownBy(() -> type.reader().read(List.of(InputFile.of(file)), ImportOptions.NONE, known, null))
                .isInstanceOf(Rejection.class);
    }
}
