package io.plumbline.cli.load;

import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.DurationConverter;
import io.plumbline.cli.ExitCode;
import io.plumbline.producers.load.Stress;
import io.plumbline.producers.load.StressPlan;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline load stress}. */
@Command(
        name = "stress",
        mixinStandardHelpOptions = true,
        description = "Raise the rate until the target no longer follows: its capacity, with the evidence.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline load stress --target http://127.0.0.1:8080/ --from 50 --to 20000",
            "  plumbline load stress --target exec:'./verify one' --from 5 --to 500 --p99 200ms",
            "",
            "A rate is kept if at least --keep of it is completed, no more than --errors fail, and P99",
            "of the response time is within --p99. The capacity lies between the greatest rate that",
            "was kept and the least that was not.",
            "Exit codes: 0 found, or greater than the last rate; 1 not even the first was kept; 2 usage;",
            "4 inconclusive: ended early."
        })
final class StressCommand implements Callable<Integer> {
    @Mixin
    private TargetOptions target;

    @Option(names = "--from", required = true, description = "The first rate, in operations per second.")
    private double from;

    @Option(names = "--to", required = true, description = "The last rate.")
    private double to;

    @Option(names = "--factor", defaultValue = "1.5", description = "Between two rates (${DEFAULT-VALUE}).")
    private double factor;

    @Option(
            names = "--step",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description = "How long each rate lasts (${DEFAULT-VALUE}).")
    private Duration step;

    @Option(names = "--keep", defaultValue = "0.95", description = "Share that must be completed (${DEFAULT-VALUE}).")
    private double keep;

    @Option(
            names = "--p99",
            converter = DurationConverter.class,
            description = "The greatest P99 of the response time; default: any.")
    private Duration p99;

    @Option(names = "--errors", defaultValue = "0.01", description = "The greatest share of errors (${DEFAULT-VALUE}).")
    private double errors;

    @Option(names = "--refine", defaultValue = "3", description = "Rates tried around the knee (${DEFAULT-VALUE}).")
    private int refine;

    @Mixin
    private DocumentOutput output;

    @Override
    public Integer call() throws Exception {
        StressPlan plan = new StressPlan(from, to, factor, step, keep, p99, errors, refine);
        try (LoadSession session = target.open("stress", Map.of("load.plan", plan.toString()))) {
            session.stage("stress on " + target.spec().name());
            Stress stress = new Stress(
                    target.openLoop(session.listener()), plan, tried -> session.stage(StressDocument.words(tried)));
            Stress.Result result = stress.run(session.stop());
            StressDocument document = StressDocument.of(target.spec().name(), session, result);
            output.print(document, document::text);
            return session.finished(exitCode(document));
        }
    }

    private static int exitCode(StressDocument document) {
        if (!document.complete()) {
            return ExitCode.INCONCLUSIVE;
        }
        return document.greatestKeptPerSecond() == null ? ExitCode.FINDING : ExitCode.FINE;
    }
}
