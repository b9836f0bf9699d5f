package se.samsyn.api.imports;

import java.util.List;
import java.util.Objects;

/**
 * A kind of file that figures are read from: on the import page, where each row is explained before anything is saved, and
 * by the plugin's own jobs and commands through {@link Imports}. The messages {@code import.<name>} and {@code
 * import.<name>.help} describe it. It asks for the core permission {@code import.run}.
 *
 * <pre>{@code
 * .importer(new Importer(IMPORTER, SOURCE, List.of(".csv"), new SickLeaveFile()))
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * Visitor.Answer preview = developer.follow(upload(developer, "Gläntans förskola;2026-07;6,5\nSlottet;2026-07;5\n"));
 * assertThat(preview.body()).contains("Slottet", "Sjukfrånvaro");
 * assertThat(developer.get(PAGE).body()).as("nothing is saved yet").doesNotContain("6,5");
 * }</pre>
 *
 * @param name unique within the plugin; lower-case letters, digits and hyphens
 * @param source the {@code IndicatorSource} of the plugin that the figures are from, by its name
 * @param endings the endings of file names that a browser offers, such as {@code .csv}
 * @param reader reads a file
 * @since 0.9.0
 */
public record Importer(String name, String source, List<String> endings, ImportReader reader) {

    public Importer {
        Objects.requireNonNull(name);
        Objects.requireNonNull(source);
        Objects.requireNonNull(reader);
        endings = List.copyOf(endings);
    }
}
