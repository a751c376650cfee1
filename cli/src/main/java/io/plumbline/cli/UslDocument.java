package io.plumbline.cli;

import io.plumbline.streams.domain.scaling.Peak;
import io.plumbline.streams.domain.scaling.UslVerdict;
import io.plumbline.streams.domain.scaling.UslVerdict.Fitted;
import io.plumbline.streams.domain.scaling.UslVerdict.Inconclusive;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What {@code plumbline usl --output json} prints. A figure that is not known is null; when nothing is, the warnings say
 * why.
 *
 * @param points how many rows were used
 */
public record UslDocument(
        int points,
        List<Model> models,
        String chosen,
        Estimate alpha,
        Estimate beta,
        Estimate gamma,
        Maximum peak,
        Double residualStandardError,
        List<String> warnings) {
    public record Model(String name, Double aicc) {}

    public record Estimate(double value, Double standardError, double low, Double high) {
        static Estimate of(io.plumbline.streams.domain.scaling.Estimate estimate) {
            return new Estimate(
                    estimate.value(), orNull(estimate.standardError()), estimate.low(), orNull(estimate.high()));
        }
    }

    public record Maximum(double load, double low, Double high, double throughput) {
        static Maximum of(Peak peak) {
            return new Maximum(peak.load(), peak.low(), orNull(peak.high()), peak.throughput());
        }
    }

    /** @param more warnings of the reader of the file */
    static UslDocument of(UslVerdict verdict, List<String> more) {
        if (verdict instanceof Inconclusive inconclusive) {
            List<String> warnings = with(inconclusive.words(), more);
            return new UslDocument(verdict.points(), List.of(), null, null, null, null, null, null, warnings);
        }
        Fitted fitted = (Fitted) verdict;
        return new UslDocument(
                fitted.points(),
                fitted.ranks().stream()
                        .map(rank -> new Model(name(rank.model()), orNull(rank.aicc())))
                        .toList(),
                name(fitted.chosen()),
                Estimate.of(fitted.alpha()),
                Estimate.of(fitted.beta()),
                Estimate.of(fitted.gamma()),
                fitted.peak().map(Maximum::of).orElse(null),
                fitted.residualStandardError(),
                Stream.concat(fitted.warnings().stream(), more.stream()).toList());
    }

    private static List<String> with(String words, List<String> more) {
        return Stream.concat(Stream.of("inconclusive: " + words), more.stream()).toList();
    }

    private static String name(Enum<?> model) {
        return model.name().toLowerCase(Locale.ROOT);
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
