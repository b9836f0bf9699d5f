package se.samsyn.core.plugin;

import java.util.Locale;
import se.samsyn.api.Texts;
import se.samsyn.api.job.JobRun;
import se.samsyn.api.service.Services;
import se.samsyn.core.job.RunningJob;
import se.samsyn.core.web.Messages;

/** One run of a plugin's job, as the plugin sees it. */
record PluginJobRun(RunningJob run, Services services, Locale locale, Messages messages) implements JobRun {

    @Override
    public boolean cancelled() {
        return run.cancelled();
    }

    @Override
    public void progress(String text) {
        run.progress(text);
    }

    @Override
    public String text(String key, Object... arguments) {
        return messages.text(locale, key, arguments);
    }

    @Override
    public Texts in(Locale language) {
        return messages.in(language);
    }
}
