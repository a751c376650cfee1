package io.plumbline.streams.domain.scaling;

import io.plumbline.streams.domain.scaling.UslVerdict.Fitted;
import io.plumbline.streams.domain.scaling.UslVerdict.Inconclusive;
import io.plumbline.streams.domain.scaling.UslVerdict.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Fits the Universal Scalability Law by least squares and says how far the answer can be trusted. Formulas and sources are
 * in docs/math.md.
 *
 * @param scatter how measurements are expected to scatter about the law
 */
public record UslFitter(Scatter scatter) {
    public static final int MIN_POINTS = 4;

    /** Each point counts, also several at the same load. Their order does not matter. */
    public UslVerdict fit(List<LoadPoint> points) {
        Optional<Inconclusive> refused = Refusal.of(points);
        if (refused.isPresent()) {
            return refused.get();
        }
        Analysis analysis = Analysis.of(points, scatter);
        if (analysis.isLinear() && SuperLinearity.isIn(points)) {
            return new Inconclusive(points.size(), Reason.SUPER_LINEAR, SuperLinearity.words(points));
        }
        return analysis.uncertainty().isPresent() ? fitted(analysis) : Refusal.notDetermined(points);
    }

    /**
     * A peak is claimed where the points show one, and show it also under the other view of their scatter if that describes
     * them better: the scatter of the greatest loads alone looks like coherency.
     */
    private Fitted fitted(Analysis asAsked) {
        Analysis other = Analysis.of(asAsked.points(), otherScatter());
        Analysis analysis = asAsked.isClearlyWorseThan(other) ? asAsked.widened() : asAsked;
        Uncertainty uncertainty = analysis.uncertainty().orElseThrow();
        boolean otherIsBetter = other.deviance() < analysis.deviance();
        boolean evident = analysis.showsPeak() && (!otherIsBetter || other.showsPeak());
        Optional<Peak> peak = evident ? Optional.of(uncertainty.peak(analysis.points())) : Optional.empty();
        Choice choice = analysis.choice().orElseThrow();
        return new Fitted(
                analysis.points().size(),
                choice.ranks(),
                choice.chosen(),
                uncertainty.alpha(),
                uncertainty.beta(),
                uncertainty.gamma(),
                peak,
                uncertainty.residualStandardError(),
                new UslWarnings(analysis, other, uncertainty, peak).all());
    }

    private Scatter otherScatter() {
        return Arrays.stream(Scatter.values())
                .filter(other -> other != scatter)
                .findFirst()
                .orElseThrow();
    }
}
