package se.samsyn.api.job;

import java.util.Locale;
import se.samsyn.api.Texts;
import se.samsyn.api.service.Services;

/**
 * One run of a job. For its own thread alone.
 *
 * @since 0.9.0
 */
public interface JobRun extends Texts {

    /** Samsyn's data, with the permissions that the job declared; the history says {@code plugin:<id>}. */
    Services services();

    /** Whether the run has been asked to end; long loops ask now and then. */
    boolean cancelled();

    /** Says how far it has come, shown on the modules page while it runs; at most 500 characters of it. */
    void progress(String text);

    /** The municipality's own language. */
    @Override
    Locale locale();

    /** A message of the plugin's, or core's, in the municipality's own language. */
    @Override
    String text(String key, Object... arguments);

    /**
     * The same messages in another language, for what somebody else is to read, such as a letter; see {@code
     * Mails.byLanguage}.
     */
    Texts in(Locale language);
}
