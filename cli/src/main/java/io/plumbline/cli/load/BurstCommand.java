package io.plumbline.cli.load;

import io.plumbline.cli.DurationConverter;
import io.plumbline.producers.load.Arrivals;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline load burst}. */
@Command(
        name = "burst",
        mixinStandardHelpOptions = true,
        description = "Many operations at once, again and again.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline load burst --target http://127.0.0.1:8080/ --size 200 --gap 1s --bursts 20",
            "",
            "Exit codes: as of plumbline load sustained."
        })
final class BurstCommand implements Callable<Integer> {
    @Mixin
    private PatternRun pattern;

    @Option(names = "--size", defaultValue = "100", description = "Operations of a burst (${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--gap",
            defaultValue = "1s",
            converter = DurationConverter.class,
            description = "From one burst to the next (${DEFAULT-VALUE}).")
    private Duration gap;

    @Option(names = "--bursts", defaultValue = "10", description = "How many (${DEFAULT-VALUE}).")
    private int bursts;

    @Override
    public Integer call() throws Exception {
        return pattern.run(
                "burst",
                new Arrivals.Bursts(size, gap, bursts),
                Map.of(
                        "load.size",
                        Integer.toString(size),
                        "load.gap",
                        gap.toString(),
                        "load.bursts",
                        Integer.toString(bursts)));
    }
}
