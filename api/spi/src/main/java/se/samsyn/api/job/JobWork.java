package se.samsyn.api.job;

/**
 * What a job does.
 *
 * @since 0.9.0
 */
@FunctionalInterface
public interface JobWork {

    /**
     * Runs once, on a thread of core's. It is interrupted when it is cancelled, takes too long or the plugin is turned
     * off, and is then to return or throw soon. Keep slow things outside of {@code PluginDatabase.write}. A run that was cut off by a crash is run again at its next time, so it
     * must bear to be done twice.
     *
     * @param run this run
     * @return what it did, in a sentence for the modules page, such as {@code 34 new figures}; may be empty
     * @throws Exception when it failed; the message is shown on the modules page, so it is to be a sentence for an
     *     administrator
     */
    String run(JobRun run) throws Exception;
}
