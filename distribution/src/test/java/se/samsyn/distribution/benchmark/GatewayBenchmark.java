package se.samsyn.distribution.benchmark;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;
import se.samsyn.core.plugin.GatewayCost;

/** A call into a plugin through the gateway, beside a call of the same handler by itself; on one thread, and on two at once. */
final class GatewayBenchmark {

    private GatewayBenchmark() {}

    static void run() throws RunnerException {
        for (int threads : new int[] {1, 2}) {
            RunResult bare = measured("bare", threads);
            RunResult through = measured("throughGateway", threads);
            double cost = nanos(through) - nanos(bare);
            Statistics bytes = bytes(through);
            Figures.say(
                    "gateway",
                    "%.2f µs a call with %d at once (less than 5); %.0f bytes, least %.0f, most %.0f (as many each time);"
                            + " the handler by itself %.3f µs, %.0f bytes",
                    cost / 1000, threads, bytes.getMean(), bytes.getMin(), bytes.getMax(),
                    nanos(bare) / 1000, bytes(bare).getMean());
        }
    }

    private static RunResult measured(String method, int threads) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(GatewayCost.class.getName() + "." + method + "$")
                        .threads(threads)
                        .forks(1)
                        .warmupIterations(5)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(7)
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .runSingle();
    }

    private static double nanos(RunResult result) {
        return result.getPrimaryResult().getScore();
    }

    private static Statistics bytes(RunResult result) {
        return result.getSecondaryResults().get("gc.alloc.rate.norm").getStatistics();
    }
}
