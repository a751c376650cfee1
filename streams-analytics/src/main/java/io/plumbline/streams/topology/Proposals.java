package io.plumbline.streams.topology;

import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.event.BaselineMetric;
import io.plumbline.schemas.event.BaselineSource;
import io.plumbline.schemas.event.BaselineStatus;
import io.plumbline.streams.domain.regression.comparison.MetricRule;
import io.plumbline.streams.domain.regression.watch.Observation;
import io.plumbline.streams.domain.regression.watch.SeriesRules;
import io.plumbline.streams.domain.regression.watch.SeriesWatch.Said;
import io.plumbline.streams.domain.window.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Baselines that are proposed after improvements. What was proposed comes back through the topic only after a while: until
 * then it is remembered here, so that the next proposal continues it. Not thread-safe.
 */
final class Proposals {
    private static final long MICROS_OF_MILLI = 1_000;

    private final Map<String, Baseline> underway = new HashMap<>();

    /**
     * The next version of the baseline that the series is compared with, or else the first of its own. Empty when none of the
     * levels is better than what is in force, or proposed already, by more than does not matter.
     *
     * @param better what improved; each an {@link Observation.Better}
     */
    Optional<Baseline> of(
            WatchedRow row, Optional<Baseline> inForce, List<Said> better, SeriesRules rules, long nowMillis) {
        Baseline proposal = about(row);
        proposal.setRun(inForce.map(Baseline::getRun).orElse(row.series().run()));
        Optional<Baseline> last = latest(key(proposal), inForce);
        List<Said> news = better.stream()
                .filter(said ->
                        isNews(said, last, rules.metrics().get(said.metric()).metric()))
                .toList();
        if (news.isEmpty()) {
            return Optional.empty();
        }
        proposal.setVersion(last.map(Baseline::getVersion).orElse(0) + 1);
        proposal.setMetrics(last.filter(known -> known.getStatus() != BaselineStatus.RESET)
                .map(Baseline::getMetrics)
                .orElse(List.of()));
        proposal.setProposed(merged(last, news));
        long end = row.startMicros() + MICROS_OF_MILLI * row.windowMillis();
        long windows = news.stream().mapToInt(said -> now(said).windows()).max().orElse(0);
        proposal.setFrom(Times.instant(end - MICROS_OF_MILLI * windows * row.windowMillis()));
        proposal.setTo(Times.instant(end));
        proposal.setCreatedAt(Times.ofMillis(nowMillis));
        underway.put(key(proposal), proposal);
        return Optional.of(proposal);
    }

    private static Baseline about(WatchedRow row) {
        Baseline proposal = new Baseline();
        proposal.setSystem(row.series().system());
        proposal.setOperation(row.series().operation());
        proposal.setNode(row.series().node());
        proposal.setStatus(BaselineStatus.PROPOSED);
        proposal.setSource(BaselineSource.IMPROVEMENT);
        proposal.setSourceName(row.release());
        proposal.setOrigin(row.origin());
        proposal.setAuthor("");
        proposal.setReason("an improvement was confirmed");
        return proposal;
    }

    private static boolean isNews(Said said, Optional<Baseline> last, MetricRule rule) {
        return last.filter(known -> known.getStatus() != BaselineStatus.RESET).stream()
                .flatMap(known -> Stream.concat(known.getMetrics().stream(), known.getProposed().stream()))
                .filter(level -> level.getMetric().equals(said.metric().wireName()))
                .allMatch(level -> -rule.regression(level.getLevel(), now(said).now()) > rule.tolerance());
    }

    static String key(Baseline baseline) {
        return Rows.key(
                new Series(baseline.getSystem(), baseline.getRun(), baseline.getOperation(), baseline.getNode()));
    }

    private Optional<Baseline> latest(String key, Optional<Baseline> inForce) {
        Baseline ours = underway.get(key);
        if (ours == null
                || inForce.filter(known -> known.getVersion() >= ours.getVersion())
                        .isPresent()) {
            underway.remove(key);
            return inForce;
        }
        return Optional.of(ours);
    }

    /** What was proposed before and not accepted yet stays proposed, unless it improved again. */
    private static List<BaselineMetric> merged(Optional<Baseline> last, List<Said> better) {
        List<BaselineMetric> proposed = new ArrayList<>();
        better.forEach(said -> proposed.add(new BaselineMetric(
                said.metric().wireName(),
                said.unit(),
                now(said).now(),
                now(said).windows())));
        last.filter(known -> known.getStatus() == BaselineStatus.PROPOSED)
                .ifPresent(known -> known.getProposed().stream()
                        .filter(level -> proposed.stream()
                                .noneMatch(other -> other.getMetric().equals(level.getMetric())))
                        .forEach(proposed::add));
        return proposed;
    }

    private static Observation.Better now(Said said) {
        return (Observation.Better) said.what();
    }
}
