package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.event.BaselineMetric;
import io.plumbline.schemas.event.BaselineSource;
import io.plumbline.schemas.event.BaselineStatus;
import io.plumbline.schemas.event.Origin;
import io.plumbline.streams.domain.regression.watch.Calendar;
import io.plumbline.streams.domain.regression.watch.Metric;
import io.plumbline.streams.domain.regression.watch.Observation;
import io.plumbline.streams.domain.regression.watch.SeriesRules;
import io.plumbline.streams.domain.regression.watch.SeriesWatch.Said;
import io.plumbline.streams.domain.regression.watch.WatchRule;
import io.plumbline.streams.domain.regression.watch.WindowFigures;
import io.plumbline.streams.domain.window.Series;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProposalsTest {
    private static final SeriesRules RULES = new SeriesRules(
            Map.of(
                    Metric.P50, new WatchRule(Metric.P50.defaultRule(), 5),
                    Metric.P95, new WatchRule(Metric.P95.defaultRule(), 5)),
            Map.of(),
            Calendar.NONE,
            20);

    private final Proposals proposals = new Proposals();

    @Test
    void whatWasProposedAMomentAgoIsContinued() { // the topic does not show it yet
        Optional<Baseline> known = Optional.of(baseline(BaselineStatus.ACTIVE, 7, 100));
        propose(known, better(Metric.P50, 70));
        Baseline second = propose(known, better(Metric.P95, 200)).orElseThrow();

        assertThat(second.getVersion()).isEqualTo(9);
        assertThat(second.getProposed()).extracting(BaselineMetric::getMetric).containsExactlyInAnyOrder("p50", "p95");
        assertThat(second.getMetrics()).extracting(BaselineMetric::getLevel).containsExactly(100.0);
    }

    @Test
    void whatTheTopicShowsCountsMoreThanWhatWasProposed() {
        propose(Optional.empty(), better(Metric.P50, 70));
        Baseline next = propose(Optional.of(baseline(BaselineStatus.ACTIVE, 5, 100)), better(Metric.P95, 200))
                .orElseThrow();

        assertThat(next.getVersion()).isEqualTo(6);
        assertThat(next.getProposed()).extracting(BaselineMetric::getMetric).containsExactly("p95");
    }

    @Test
    void whatIsNotBetterThanTheBaselineIsNotProposed() {
        Optional<Baseline> known = Optional.of(baseline(BaselineStatus.ACTIVE, 1, 100));

        assertThat(propose(known, better(Metric.P50, 95))).isEmpty();
        assertThat(propose(known, better(Metric.P50, 130))).isEmpty();
        assertThat(propose(known, better(Metric.P50, 85))).isPresent();
    }

    @Test
    void whatIsProposedAlreadyIsNotProposedAgain() {
        Baseline first = propose(Optional.empty(), better(Metric.P50, 70)).orElseThrow();

        assertThat(propose(Optional.of(first), better(Metric.P50, 68))).isEmpty();
        assertThat(propose(Optional.of(first), better(Metric.P50, 50))
                        .orElseThrow()
                        .getVersion())
                .isEqualTo(2);
    }

    @Test
    void aBaselineThatWasResetKeepsNothing() {
        Baseline proposal = propose(Optional.of(baseline(BaselineStatus.RESET, 3, 60)), better(Metric.P50, 70))
                .orElseThrow();

        assertThat(proposal.getVersion()).isEqualTo(4);
        assertThat(proposal.getMetrics()).isEmpty();
    }

    @Test
    void aRunProposesForTheBaselineThatItIsComparedWith() {
        Baseline own = propose(Optional.empty(), better(Metric.P50, 70)).orElseThrow();
        assertThat(Proposals.key(own)).isEqualTo("shop/load/charge");

        Baseline general = propose(Optional.of(baseline(BaselineStatus.ACTIVE, 1, 100)), better(Metric.P50, 70))
                .orElseThrow();
        assertThat(Proposals.key(general)).isEqualTo("shop//charge");
    }

    private Optional<Baseline> propose(Optional<Baseline> known, Said better) {
        WindowFigures figures = new WindowFigures.Operation(100, 100, 0, 1, 1, 1, 1, 1);
        WatchedRow row = new WatchedRow(
                new Series("shop", "load", "charge", ""),
                60_000_000,
                1_000,
                0,
                "1.2",
                Origin.REAL,
                3,
                figures,
                metric -> Double.NaN);
        return proposals.of(row, known, List.of(better), RULES, 61_500);
    }

    private static Said better(Metric metric, double now) {
        return new Said(metric, "ns", new Observation.Better(2 * now, now, 8));
    }

    private static Baseline baseline(BaselineStatus status, int version, double p50) {
        Baseline baseline = new Baseline();
        baseline.setSystem("shop");
        baseline.setRun("");
        baseline.setOperation("charge");
        baseline.setNode("");
        baseline.setVersion(version);
        baseline.setStatus(status);
        baseline.setMetrics(List.of(new BaselineMetric("p50", "ns", p50, 10)));
        baseline.setProposed(List.of());
        baseline.setSource(BaselineSource.PERSON);
        return baseline;
    }
}
