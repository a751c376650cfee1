package io.plumbline.cli.load;

import io.plumbline.producers.load.Arrivals;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline load sustained}. */
@Command(
        name = "sustained",
        mixinStandardHelpOptions = true,
        description = "The same number of operations in every second.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline load sustained --target http://127.0.0.1:8080/ --rate 200 --duration 30s",
            "  plumbline load sustained --target jdbc:postgresql://db/shop --query 'SELECT 1' \\",
            "      --rate 1000 --profile minimum --csv v1.csv",
            "",
            "Exit codes: 0 fine, 1 a target is missed, nothing succeeded or memory leaks, 2 usage,",
            "5 a target is neither kept nor missed for certain."
        })
final class SustainedCommand implements Callable<Integer> {
    @Mixin
    private PatternRun pattern;

    @Option(names = "--rate", required = true, description = "Operations per second.")
    private double rate;

    @Mixin
    private RunTime time;

    @Override
    public Integer call() throws Exception {
        return pattern.run(
                "sustained",
                new Arrivals.Constant(rate, time.get()),
                Map.of(
                        "load.rate",
                        Double.toString(rate),
                        "load.duration",
                        time.get().toString()));
    }
}
