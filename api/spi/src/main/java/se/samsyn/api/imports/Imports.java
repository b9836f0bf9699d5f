package se.samsyn.api.imports;

/**
 * Runs the plugin's own importers without a person looking.
 *
 * <pre>{@code
 * return take(path, run.services().imports());
 * …
 * String outcome = imports.run(SickLeavePlugin.IMPORTER, file).summary();
 * deliveries.add(new Delivery(context.clock().instant(), file.name(), outcome));
 * }</pre>
 *
 * <p>A test of it, when the job has run:
 *
 * <pre>{@code
 * assertThat(head.get(PAGE).body()).contains("lon.csv", "Teknikgymnasiet Lindvik", "4,1");
 * }</pre>
 *
 * @since 0.9.0
 */
public interface Imports {

    /**
     * Reads a file of at most 64 MB and saves what it says, in one transaction; rows that cannot be used are left. The caller needs the
     * core permission {@code import.run} on the whole municipality. Not to be called within
     * {@code PluginDatabase.write}. In the run of a job the first hundred rows that cannot be used stand beside what the run
     * answers, under 'Tillägg'.
     *
     * @param importer the name of an importer of the plugin
     * @param file what to read
     * @throws IllegalArgumentException when the plugin has no such importer
     * @throws se.samsyn.api.web.InputException when the file cannot be used at all, or the caller may not import
     */
    Result run(String importer, ImportFile file);

    /**
     * How it went.
     *
     * @param added rows with figures that were not there
     * @param changed rows that revised a figure
     * @param unchanged rows that said what was known
     * @param rejected rows that could not be used
     * @param summary the same in a sentence
     */
    record Result(int added, int changed, int unchanged, int rejected, String summary) {}
}
