package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plugin may say of indicators, importers and fields; each fault is told when it is enabled. */
class FigureRulesTest {

    private static final String SOURCE =
            ".indicatorSource(new IndicatorSource(\"pay\", List.of(new IndicatorDefinition(\"%s\", %s, IndicatorDefinition.Direction.NEUTRAL,"
                    + " IndicatorDefinition.Periodicity.YEAR, IndicatorDefinition.Aggregation.SUM))))";
    private static final String TEXTS =
            """
            source.pay=Lön
            indicator.A=A
            indicator.A.description=a
            indicator.A.unit=
            import.pay=Lön
            import.pay.help=Lön
            field.x=X
            field.x.help=
            field.x.one=Ett
            """;

    @TempDir
    Path data;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock =
            """
            a | 0 | pay | .csv | x | one | code ”a” may not be used
            A | 7 | pay | .csv | x | one | between 0 and 6 decimals
            A | -1 | pay | .csv | x | one | between 0 and 6 decimals
            B | 0 | pay | .csv | x | one | The text indicator.B is missing
            A | 0 | other | .csv | x | one | takes from the source other
            A | 0 | pay | csv | x | one | takes the file ending
            A | 0 | pay | .csv | X | one | The name ”X” may not be used
            A | 0 | pay | .csv | x | help | The name
            A | 0 | pay | .csv | x | two | field.x.two is missing
            A | 0 | pay | .csv | y | one | field.y is missing
            A | 0 | pay | .csv | x | one","one | one is there twice
            """)
    void aFaultIsNamed(String code, String decimals, String source, String ending, String field, String choice, String why) {
        PluginSource.of("bad")
                .define("c" + SOURCE.formatted(code, decimals)
                        + ".importer(new Importer(\"pay\", \"" + source + "\", List.of(\"" + ending + "\"), (f, r) -> {}))"
                        + ".customField(new CustomField(CustomField.Target.GOAL, \"" + field
                        + "\", CustomField.Type.CHOICE, List.of(\"" + choice + "\"))).messages(\"messages\");")
                .messages(TEXTS)
                .writeTo(data.resolve("plugins"));
        try (PluginFixture plugins = new PluginFixture(data, false)) {
            PluginInfo info = plugins.enable("bad");
            assertThat(info.state()).isEqualTo(PluginState.FAILED);
            assertThat(plugins.why(info)).contains(why);
            int made = plugins.database.jdbi().withHandle(handle ->
                    handle.createQuery("select count(*) from indicator").mapTo(Integer.class).one());
            assertThat(made).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"A, 0"})
    void whatIsRightIsTaken(String code, String decimals) {
        PluginSource.of("good")
                .define("c" + SOURCE.formatted(code, decimals)
                        + ".importer(new Importer(\"pay\", \"pay\", List.of(\".csv\"), (f, r) -> {})).messages(\"messages\");")
                .messages(TEXTS)
                .writeTo(data.resolve("plugins"));
        try (PluginFixture plugins = new PluginFixture(data, false)) {
            assertThat(plugins.why(plugins.enable("good"))).isEmpty();
        }
    }
}
