package io.plumbline.cli.benchmark;

import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.ExitCode;
import io.plumbline.producers.scale.Comparison;
import io.plumbline.producers.signature.SignatureAlgorithm;
import io.plumbline.producers.signature.SignatureBench;
import io.plumbline.producers.simulation.SignatureCosts;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumbline benchmark all}. */
@Command(
        name = "all",
        mixinStandardHelpOptions = true,
        description =
                "The suite of five: signatures, measured on this machine; consensus, throughput, network conditions and "
                        + "Byzantine faults, simulated with what the signatures cost.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline benchmark all",
            "  plumbline benchmark all --output json > benchmarks.json",
            "",
            "Exit codes: 0 measured, 1 correct nodes disagreed, 2 usage."
        })
final class AllCommand implements Callable<Integer> {
    private static final List<Integer> NODES = List.of(4, 10, 40, 100);
    private static final int VOTING_PHASES = 2;

    @Mixin
    private ComparisonOptions options;

    @Mixin
    private DocumentOutput output;

    /** @param comparisons all simulated */
    record Suite(SignaturesDocument signatures, List<ComparisonDocument> comparisons) {
        String text() {
            return Stream.concat(
                            Stream.of(signatures.text()), comparisons.stream().map(ComparisonDocument::text))
                    .collect(Collectors.joining(System.lineSeparator() + System.lineSeparator()));
        }
    }

    @Override
    public Integer call() {
        SignaturesDocument signatures = SignaturesDocument.of(
                Stream.of(SignatureAlgorithm.values())
                        .map(SignatureBench::quick)
                        .toList(),
                NODES,
                VOTING_PHASES);
        SignatureCosts costs = options.costs();
        List<ComparisonDocument> comparisons = Stream.of(Comparison.values())
                .map(comparison -> options.measure(comparison, costs))
                .toList();
        Suite suite = new Suite(signatures, comparisons);
        output.print(suite, suite::text);
        return comparisons.stream().anyMatch(ComparisonDocument::hasSafetyViolations)
                ? ExitCode.FINDING
                : ExitCode.FINE;
    }
}
