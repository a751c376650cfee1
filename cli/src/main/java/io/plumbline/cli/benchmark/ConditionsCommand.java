package io.plumbline.cli.benchmark;

import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.ExitCode;
import io.plumbline.producers.scale.Comparison;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumbline benchmark conditions}. */
@Command(
        name = "conditions",
        mixinStandardHelpOptions = true,
        description = "The same simulated nodes on an ideal, local, wide, intercontinental and poor network.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline benchmark conditions",
            "  plumbline benchmark conditions --signature Ed25519 --measured 2m --output json",
            "",
            "Exit codes: 0 measured, 1 correct nodes disagreed, 2 usage."
        })
final class ConditionsCommand implements Callable<Integer> {
    @Mixin
    private ComparisonOptions options;

    @Mixin
    private DocumentOutput output;

    @Override
    public Integer call() {
        ComparisonDocument document = options.measure(Comparison.CONDITIONS, options.costs());
        output.print(document, document::text);
        return document.hasSafetyViolations() ? ExitCode.FINDING : ExitCode.FINE;
    }
}
