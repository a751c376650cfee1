package io.plumbline.cli.load;

import io.plumbline.producers.load.Arrivals;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline load ramp}. */
@Command(
        name = "ramp",
        mixinStandardHelpOptions = true,
        description = "From one rate evenly to another.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline load ramp --target http://127.0.0.1:8080/ --from 10 --to 500 --duration 1m",
            "",
            "Exit codes: as of plumbline load sustained."
        })
final class RampCommand implements Callable<Integer> {
    @Mixin
    private PatternRun pattern;

    @Option(names = "--from", required = true, description = "Operations per second at the start.")
    private double from;

    @Option(names = "--to", required = true, description = "Operations per second at the end.")
    private double to;

    @Mixin
    private RunTime time;

    @Override
    public Integer call() throws Exception {
        return pattern.run(
                "ramp",
                new Arrivals.Ramp(from, to, time.get()),
                Map.of(
                        "load.from",
                        Double.toString(from),
                        "load.to",
                        Double.toString(to),
                        "load.duration",
                        time.get().toString()));
    }
}
