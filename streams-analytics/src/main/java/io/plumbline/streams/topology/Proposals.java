package io.plumbline.streams.topology;

import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.event.BaselineMetric;
import io.plumbline.schemas.event.BaselineSource;
import io.plumbline.schemas.event.BaselineStatus;
import io.plumbline.streams.domain.regression.watch.Observation;
import io.plumbline.streams.domain.regression.watch.SeriesWatch.Said;
import io.plumbline.streams.domain.window.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Baselines that are proposed after improvements. What was proposed comes back through the topic only after a while: until
 * then it is remembered here, so that the next proposal continues it. Not thread-safe.
 */
final class Proposals {
    private final Map<String, Baseline> underway = new HashMap<>();

    /**
     * The next version of the baseline that the series is compared with, or else the first of its own.
     *
     * @param better what improved; each an {@link Observation.Better}
     */
    Baseline of(WatchedRow row, Optional<Baseline> inForce, List<Said> better, long nowMillis) {
        Baseline proposal = new Baseline();
        Series series = row.series();
        proposal.setSystem(series.system());
        proposal.setRun(inForce.map(Baseline::getRun).orElse(series.run()));
        proposal.setOperation(series.operation());
        proposal.setNode(series.node());
        Optional<Baseline> last = latest(key(proposal), inForce);
        proposal.setVersion(last.map(Baseline::getVersion).orElse(0) + 1);
        proposal.setStatus(BaselineStatus.PROPOSED);
        proposal.setMetrics(last.map(Baseline::getMetrics).orElse(List.of()));
        proposal.setProposed(merged(last, better));
        proposal.setSource(BaselineSource.IMPROVEMENT);
        proposal.setSourceName(row.release());
        long end = row.startMicros() + 1_000 * row.windowMillis();
        long windows =
                better.stream().mapToInt(said -> now(said).windows()).max().orElse(0);
        proposal.setFrom(Times.instant(end - 1_000 * windows * row.windowMillis()));
        proposal.setTo(Times.instant(end));
        proposal.setOrigin(row.origin());
        proposal.setAuthor("");
        proposal.setReason("an improvement was confirmed");
        proposal.setCreatedAt(Times.ofMillis(nowMillis));
        underway.put(key(proposal), proposal);
        return proposal;
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
