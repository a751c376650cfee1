package io.plumbline.streams.domain.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a reader must know before trusting a fit, in sentences. */
record UslWarnings(Analysis analysis, Analysis other, Uncertainty uncertainty, Optional<Peak> peak) {
    private static final double SUPER_LINEAR_RATIO = 1.05;

    List<String> all() {
        List<String> warnings = new ArrayList<>();
        peak.ifPresentOrElse(found -> ofPeak(found, warnings), () -> warnings.add(noPeak()));
        ofBounds(warnings);
        ofChoice(warnings);
        if (uncertainty.alpha().isAtBound() && isSomewhereSuperLinear()) {
            warnings.add("throughput per unit of load rises in places, faster than any contention explains: "
                    + "check whether the smallest loads were measured warm");
        }
        if (analysis.isClearlyWorseThan(other)) {
            warnings.add("the points seem to scatter " + words(other.scatter()) + " rather than "
                    + words(analysis.scatter()) + ": intervals are widened for it; scatter "
                    + other.scatter().name().toLowerCase(Locale.ROOT) + " would fit them better");
        }
        return List.copyOf(warnings);
    }

    private void ofPeak(Peak found, List<String> warnings) {
        if (found.extrapolated()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "extrapolation: the peak at load %.4g is %.1f times the greatest load measured, %.4g",
                    found.load(),
                    found.load() / greatestLoad(),
                    greatestLoad()));
        }
        if (found.high().isEmpty()) {
            warnings.add("beta's interval reaches 0: how far away the peak may be is not known");
        }
    }

    private String noPeak() {
        Coefficients fitted = analysis.coefficients();
        if (analysis.onlyFalls()) {
            return "no peak observed: throughput does not rise from the smallest load measured on";
        }
        String upTo = String.format(Locale.ROOT, "no peak observed up to a load of %.4g: ", greatestLoad());
        if (fitted.beta() == 0) {
            return upTo + "beta is at its bound of 0";
        }
        return analysis.showsPeak()
                ? upTo + "the points scatter " + words(other.scatter()) + ", and seen so they need no coherency"
                : upTo + "beta's interval reaches 0 and AICc needs no coherency";
    }

    private void ofBounds(List<String> warnings) {
        if (uncertainty.alpha().isAtBound()) {
            warnings.add("alpha is at its bound of 0 and has no standard error");
        }
        if (uncertainty.beta().isAtBound()) {
            warnings.add("beta is at its bound of 0 and has no standard error");
        }
    }

    private void ofChoice(List<String> warnings) {
        Choice choice = analysis.choice().orElseThrow();
        if (peak.isPresent() && choice.chosen() != ScalingModel.USL) {
            warnings.add("AICc prefers " + choice.chosen().name().toLowerCase(Locale.ROOT)
                    + ": the peak rests on few points");
        }
        if (choice.ranks().stream().anyMatch(rank -> rank.aicc().isEmpty())) {
            warnings.add("with " + analysis.points().size() + " points AICc cannot judge every law; it needs five");
        }
    }

    private boolean isSomewhereSuperLinear() {
        List<LoadPoint> points = analysis.points();
        double least = points.stream().mapToDouble(LoadPoint::load).min().orElseThrow();
        double first = points.stream()
                .filter(point -> point.load() == least)
                .mapToDouble(point -> point.throughput() / point.load())
                .average()
                .orElseThrow();
        return points.stream().anyMatch(point -> point.throughput() / point.load() > SUPER_LINEAR_RATIO * first);
    }

    private double greatestLoad() {
        return analysis.points().stream().mapToDouble(LoadPoint::load).max().orElseThrow();
    }

    private static String words(Scatter scatter) {
        return scatter == Scatter.EVEN ? "evenly" : "in proportion to throughput";
    }
}
