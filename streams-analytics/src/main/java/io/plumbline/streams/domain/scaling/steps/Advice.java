package io.plumbline.streams.domain.scaling.steps;

import io.plumbline.streams.domain.scaling.Coefficients;
import io.plumbline.streams.domain.scaling.Peak;
import io.plumbline.streams.domain.scaling.UslVerdict;
import io.plumbline.streams.domain.scaling.UslVerdict.Fitted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Recommendations, each drawn from a figure. */
record Advice(
        List<StepFigures> steps,
        Optional<ScalingClass> scalingClass,
        OptionalInt saturation,
        OptionalInt degradation,
        List<Bottleneck> bottlenecks,
        UslVerdict law) {
    List<Recommendation> all() {
        List<Recommendation> all = new ArrayList<>();
        scalingClass.ifPresent(found -> ofClass(found, all));
        saturation.ifPresent(nodes -> all.add(new Recommendation(
                "SATURATION",
                "Throughput saturates around " + nodes + " nodes - consider sharding or a hierarchy",
                "the step to " + nodes + " nodes brought hardly any throughput")));
        degradation.ifPresent(nodes -> all.add(new Recommendation(
                "LATENCY",
                "Keep below " + nodes + " nodes until latency is mended",
                format("latency is %.1f times the baseline at %d nodes", latencyFactor(nodes), nodes))));
        bottlenecks.forEach(
                found -> all.add(new Recommendation(found.kind().name(), remedy(found.kind()), found.words())));
        if (law instanceof Fitted fitted) {
            ofLaw(fitted, all);
        }
        return List.copyOf(all);
    }

    private void ofClass(ScalingClass found, List<Recommendation> all) {
        String because =
                format("efficiency %.3f at %d nodes", last().efficiency().orElseThrow(), nodes());
        all.add(new Recommendation(found.name(), found.advice(), because));
        if (found != ScalingClass.EXCELLENT) {
            all.add(new Recommendation(
                    "ADAPT", "Consider implementing adaptive consensus based on network size", because));
        }
    }

    private void ofLaw(Fitted fitted, List<Recommendation> all) {
        fitted.peak().filter(peak -> !peak.extrapolated()).ifPresent(peak -> all.add(beyondPeak(peak)));
        Coefficients law = fitted.coefficients();
        double contention = law.contentionAt(nodes());
        double coherency = law.coherencyAt(nodes());
        if (Math.max(contention, coherency) > 1) { // an operation takes more than twice as long as with a node alone
            all.add(new Recommendation(
                    contention > coherency ? "CONTENTION" : "COHERENCY",
                    contention > coherency
                            ? "Look for what is shared first: work waits more than it has to agree"
                            : "Look at what all nodes must agree on first: it costs more than waiting does",
                    format("at %d nodes contention adds %.1f and coherency %.1f", nodes(), contention, coherency)));
        }
    }

    private static Recommendation beyondPeak(Peak peak) {
        return new Recommendation(
                "PEAK",
                format("More than %.0f nodes lower the throughput", Math.floor(peak.load())),
                format(
                        "the fitted law peaks at %.1f nodes with %.4g operations a second",
                        peak.load(), peak.throughput()));
    }

    private static String remedy(Bottleneck.Kind kind) {
        return switch (kind) {
            case THROUGHPUT_DEGRADATION -> "Run fewer nodes, or partition the work among them";
            case LATENCY_EXPLOSION -> "Shorten the path of an operation, or partition the nodes";
            case CPU -> "Give nodes more processors, or profile what keeps them busy";
            case MEMORY -> "Give nodes more memory, or bound what they keep";
            case NETWORK -> "Send fewer messages for an operation: another topology, batches, or aggregated votes";
        };
    }

    private double latencyFactor(int nodes) {
        return steps.stream()
                .filter(step -> step.step().nodes() == nodes)
                .mapToDouble(step -> step.latencyFactor().orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    private StepFigures last() {
        return steps.get(steps.size() - 1);
    }

    private int nodes() {
        return last().step().nodes();
    }

    private static String format(String words, Object... figures) {
        return String.format(Locale.ROOT, words, figures);
    }
}
