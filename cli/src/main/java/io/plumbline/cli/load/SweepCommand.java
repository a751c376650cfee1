package io.plumbline.cli.load;

import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.DurationConverter;
import io.plumbline.cli.ExitCode;
import io.plumbline.producers.load.Sweep;
import io.plumbline.producers.load.TargetSpec;
import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline load sweep}. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = "What a target does at each concurrency and size of batch, as fast as it can.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline load sweep --target http://127.0.0.1:8080/",
            "  plumbline load sweep --target exec:'./prove --batch {batch}' --batches 1,10,50 --threads 1,4",
            "",
            "Each thread does one operation after the other, so latencies leave out what a queue would",
            "have waited. For the Universal Scalability Law: plumbline usl on threads and throughput.",
            "Exit codes: 0 measured, 1 nothing succeeded at a setting, 2 usage, 4 ended early."
        })
final class SweepCommand implements Callable<Integer> {
    @Mixin
    private TargetOptions target;

    @Option(names = "--threads", split = ",", description = "Concurrencies (1,2,4,8,16).")
    private List<Integer> threads = List.of(1, 2, 4, 8, 16);

    @Option(
            names = "--batches",
            split = ",",
            description = "Sizes that stand for " + TargetSpec.BATCH + " in the target or the query (1).")
    private List<Integer> batches = List.of(1);

    @Option(
            names = "--step",
            defaultValue = "3s",
            converter = DurationConverter.class,
            description = "How long each setting lasts (${DEFAULT-VALUE}).")
    private Duration step;

    @Mixin
    private DocumentOutput output;

    @Override
    public Integer call() throws Exception {
        TargetSpec spec = target.spec();
        Settings.check(
                threads.stream().allMatch(n -> n >= 1 && n <= 1_024), "--threads must be within 1 and 1024 each");
        Settings.check(batches.stream().allMatch(n -> n >= 1), "--batches must be positive");
        Settings.check(
                batches.equals(List.of(1)) || spec.hasBatch(),
                "--batches need " + TargetSpec.BATCH + " in the target or the query");
        Settings.check(step.toMillis() >= 10, "--step must be at least 10ms");
        try (LoadSession session = target.open("sweep", Map.of("load.step", step.toString()))) {
            Sweep sweep = new Sweep(spec, step, target.timeout(), point -> session.stage(SweepDocument.words(point)));
            List<Sweep.Point> points = sweep.run(threads, batches, session.stop());
            SweepDocument document =
                    new SweepDocument(spec.name(), !session.stop().get(), points, Watched.of(session.trace()));
            output.print(document, document::text);
            return session.finished(exitCode(document));
        }
    }

    private static int exitCode(SweepDocument document) {
        if (!document.complete()) {
            return ExitCode.INCONCLUSIVE;
        }
        boolean allWorked =
                document.points().stream().allMatch(point -> point.figures().succeeded() > 0);
        return allWorked ? ExitCode.FINE : ExitCode.FINDING;
    }
}
