package io.plumbline.cli.benchmark;

import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.ExitCode;
import io.plumbline.producers.scale.Comparison;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumbline benchmark throughput}. */
@Command(
        name = "throughput",
        mixinStandardHelpOptions = true,
        description = "Throughput of 40 simulated nodes as load grows beyond what they can do.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline benchmark throughput",
            "  plumbline benchmark throughput --signature Ed25519 --measured 2m --output json",
            "",
            "Exit codes: 0 measured, 1 correct nodes disagreed, 2 usage."
        })
final class ThroughputCommand implements Callable<Integer> {
    @Mixin
    private ComparisonOptions options;

    @Mixin
    private DocumentOutput output;

    @Override
    public Integer call() {
        ComparisonDocument document = options.measure(Comparison.THROUGHPUT, options.costs());
        output.print(document, document::text);
        return document.hasSafetyViolations() ? ExitCode.FINDING : ExitCode.FINE;
    }
}
