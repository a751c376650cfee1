package io.plumbline.cli.benchmark;

import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.ExitCode;
import io.plumbline.producers.scale.Comparison;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumbline benchmark consensus}. */
@Command(
        name = "consensus",
        mixinStandardHelpOptions = true,
        description = "Latency of consensus among 4 to 100 simulated nodes.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline benchmark consensus",
            "  plumbline benchmark consensus --signature Ed25519 --measured 2m --output json",
            "",
            "Exit codes: 0 measured, 1 correct nodes disagreed, 2 usage."
        })
final class ConsensusCommand implements Callable<Integer> {
    @Mixin
    private ComparisonOptions options;

    @Mixin
    private DocumentOutput output;

    @Override
    public Integer call() {
        ComparisonDocument document = options.measure(Comparison.CONSENSUS, options.costs());
        output.print(document, document::text);
        return document.hasSafetyViolations() ? ExitCode.FINDING : ExitCode.FINE;
    }
}
