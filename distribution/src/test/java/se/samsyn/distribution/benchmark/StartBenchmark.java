package se.samsyn.distribution.benchmark;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From a cold {@code java -jar} on a folder that is set up to the first 200 from {@code /login}. */
final class StartBenchmark {

    static final int STARTS = 5;

    private StartBenchmark() {}

    interface Start {

        Child child() throws IOException;
    }

    static void run(Path jar, Path folder) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> reference = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            ours.add(toFirstAnswer(() -> Child.samsyn(jar, folder)));
            reference.add(toFirstAnswer(() -> Child.bare(BareStart.class, folder.toString())));
        }
        double our = Figures.median(ours, v -> v);
        double bare = Figures.median(reference, v -> v);
        Figures.say("first answer", "%.2f s, reference %.2f s: %.1f times", our, bare, our / bare);
    }

    static double toFirstAnswer(Start start) throws Exception {
        long began = System.nanoTime();
        try (Child child = start.child()) {
            HttpURLConnection login =
                    (HttpURLConnection) URI.create(child.url() + "/login").toURL().openConnection();
            if (login.getResponseCode() != 200) {
                throw new IOException("/login answered " + login.getResponseCode());
            }
            return (System.nanoTime() - began) / 1e9;
        }
    }
}
