package io.plumbline.cli.benchmark;

import io.plumbline.cli.DurationConverter;
import io.plumbline.cli.SignatureOptions;
import io.plumbline.producers.scale.Comparison;
import io.plumbline.producers.scale.Timing;
import io.plumbline.producers.simulation.SignatureCosts;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of benchmarks that simulate clusters. */
final class ComparisonOptions {
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    @Option(
            names = "--measured",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "Virtual time of each case, after 5s to warm up (${DEFAULT-VALUE}).")
    private Duration measured;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "The same seed and costs of signatures give the same figures (${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private SignatureOptions signatures;

    SignatureCosts costs() {
        return signatures.costs();
    }

    ComparisonDocument measure(Comparison comparison, SignatureCosts costs) {
        Timing timing = new Timing(WARM_UP, measured, Duration.ZERO);
        return ComparisonDocument.of(comparison, costs, comparison.measure(costs, seed, timing));
    }
}
