package io.plumbline.cli.load;

import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.ExitCode;
import io.plumbline.cli.NoAnswerException;
import io.plumbline.producers.load.ClosedLoop;
import io.plumbline.producers.load.InconclusiveException;
import io.plumbline.producers.load.Overhead;
import io.plumbline.producers.load.TargetSpec;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline load overhead}. */
@Command(
        name = "overhead",
        mixinStandardHelpOptions = true,
        description = "What one target costs over another: a plain call and the same with something around it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline load overhead --target http://127.0.0.1:8080/plain --with http://127.0.0.1:8080/traced",
            "  plumbline load overhead --target exec:./plain --with exec:./wrapped --rounds 40 --tolerance 0.05",
            "",
            "Both are called in turns, so that whatever else the machine does meets both alike.",
            "Exit codes: 0 within the tolerance, 1 beyond it, 2 usage, 4 inconclusive: the 90 % interval",
            "of the ratio holds the tolerance; take more rounds."
        })
final class OverheadCommand implements Callable<Integer> {
    @Mixin
    private TargetOptions target;

    @Option(names = "--with", required = true, paramLabel = "TARGET", description = "What is compared to --target.")
    private String other;

    @Option(names = "--rounds", defaultValue = "30", description = "Each gives one ratio (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--operations", defaultValue = "20", description = "Of each in a round (${DEFAULT-VALUE}).")
    private int operations;

    @Option(
            names = "--tolerance",
            defaultValue = "0.10",
            description = "The share by which it may be slower (${DEFAULT-VALUE}).")
    private double tolerance;

    @Mixin
    private DocumentOutput output;

    @Override
    public Integer call() throws Exception {
        Overhead overhead = new Overhead(loop(target.spec()), loop(target.spec(other)), rounds, operations, tolerance);
        Map<String, String> configuration =
                Map.of("load.with", target.spec(other).name());
        try (LoadSession session = target.open("overhead", configuration)) {
            session.stage("overhead");
            OverheadDocument document = new OverheadDocument(
                    target.spec().name(), target.spec(other).name(), overhead.run(session.stop()));
            output.print(document, document::text);
            return session.finished(
                    switch (document.result().verdict()) {
                        case WITHIN -> ExitCode.FINE;
                        case BEYOND -> ExitCode.FINDING;
                        case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
                    });
        } catch (InconclusiveException e) {
            throw new NoAnswerException(e.getMessage());
        }
    }

    private ClosedLoop loop(TargetSpec spec) {
        return new ClosedLoop(spec.factory(), 1, target.timeout());
    }
}
