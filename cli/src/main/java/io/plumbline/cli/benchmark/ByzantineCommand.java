package io.plumbline.cli.benchmark;

import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.ExitCode;
import io.plumbline.producers.scale.Comparison;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumbline benchmark byzantine}. */
@Command(
        name = "byzantine",
        mixinStandardHelpOptions = true,
        description = "The same simulated nodes under load with a share of them Byzantine, beyond a third too.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline benchmark byzantine",
            "  plumbline benchmark byzantine --signature Ed25519 --measured 2m --output json",
            "",
            "Exit codes: 0 measured, 1 correct nodes disagreed, 2 usage."
        })
final class ByzantineCommand implements Callable<Integer> {
    @Mixin
    private ComparisonOptions options;

    @Mixin
    private DocumentOutput output;

    @Override
    public Integer call() {
        ComparisonDocument document = options.measure(Comparison.BYZANTINE, options.costs());
        output.print(document, document::text);
        return document.hasSafetyViolations() ? ExitCode.FINDING : ExitCode.FINE;
    }
}
