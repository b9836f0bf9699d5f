package se.samsyn.core.setup;

import java.time.Clock;
import se.samsyn.core.settings.Settings;

/** Fills an empty folder with the demo municipality, all of it or nothing; the distribution brings one. */
@FunctionalInterface
public interface DemoFiller {

    /**
     * @param settings of the folder, on which a server may already work
     * @param now the day that the demo municipality is to look lived in until
     */
    void fill(Settings settings, Clock now);
}
