package io.plumbline.streams.topology;

import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.event.BaselineMetric;
import io.plumbline.schemas.event.BaselineSource;
import io.plumbline.schemas.event.BaselineStatus;
import io.plumbline.streams.domain.alert.Acceptance;
import io.plumbline.streams.domain.alert.Evidence;
import io.plumbline.streams.domain.alert.Track;
import io.plumbline.streams.domain.window.Series;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes the next version of a baseline out of the one in force and the levels that somebody accepted. What was made here
 * counts at once, also while it is still on its way to the store. Not thread-safe.
 */
final class BaselineVersions {
    private final BaselineBook book;
    private final Map<String, Baseline> underway = new HashMap<>();

    BaselineVersions(BaselineBook book) {
        this.book = book;
    }

    /** The next version; empty if no level was accepted, but only that a target is missed. */
    Optional<Baseline> accept(Acceptance acceptance) {
        if (acceptance.levels().isEmpty()) {
            return Optional.empty();
        }
        Series series = acceptance.alert().series();
        Baseline next = new Baseline();
        next.setSystem(series.system());
        next.setRun(series.run());
        next.setOperation(series.operation());
        next.setNode(series.node());
        next.setVersion(last(series).map(Baseline::getVersion).orElse(0) + 1);
        next.setStatus(BaselineStatus.ACTIVE);
        next.setMetrics(merged(series, acceptance.levels()));
        next.setProposed(List.of());
        explain(next, acceptance);
        underway.put(Rows.key(series), next);
        return Optional.of(next);
    }

    private static void explain(Baseline next, Acceptance acceptance) {
        long from = acceptance.levels().stream()
                .map(track -> track.said().onsetMicros())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        next.setSource(BaselineSource.ALERT);
        next.setSourceName(acceptance.alert().id());
        next.setFrom(Times.instant(from));
        next.setTo(Times.instant(acceptance.alert().atMicros()));
        next.setOrigin(Enums.toWire(acceptance.alert().origin()));
        next.setAuthor(acceptance.decision().author());
        next.setReason(acceptance.decision().reason());
        next.setCreatedAt(Times.instant(acceptance.decision().atMicros()));
    }

    /** Of what was accepted the present level, of all else the one in force. */
    private List<BaselineMetric> merged(Series series, List<Track> accepted) {
        Map<String, BaselineMetric> merged = new TreeMap<>();
        last(series)
                .or(() -> book.inForce(series))
                .filter(known -> known.getStatus() != BaselineStatus.RESET)
                .ifPresent(known -> known.getMetrics().forEach(level -> merged.put(level.getMetric(), level)));
        for (Track track : accepted) {
            Evidence said = track.said();
            merged.put(said.metric(), new BaselineMetric(said.metric(), said.unit(), said.now(), track.windows()));
        }
        return List.copyOf(merged.values());
    }

    /** The newest version under the series' own key. */
    private Optional<Baseline> last(Series series) {
        String key = Rows.key(series);
        Baseline ours = underway.get(key);
        Optional<Baseline> stored = book.find(key);
        if (ours != null
                && stored.filter(known -> known.getVersion() >= ours.getVersion())
                        .isEmpty()) {
            return Optional.of(ours);
        }
        underway.remove(key);
        return stored;
    }
}
