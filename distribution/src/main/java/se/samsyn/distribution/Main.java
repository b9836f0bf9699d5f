package se.samsyn.distribution;

import se.samsyn.core.cli.Cli;
import se.samsyn.distribution.demo.DemoMunicipality;

/** What {@code java -jar samsyn.jar} runs. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Cli.run(arguments, System.out, System.err, DemoMunicipality::fill));
    }
}
