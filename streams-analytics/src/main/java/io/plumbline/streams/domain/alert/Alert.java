package io.plumbline.streams.domain.alert;

import io.plumbline.streams.domain.regression.Severity;
import io.plumbline.streams.domain.regression.watch.Phase;
import io.plumbline.streams.domain.window.Origin;
import io.plumbline.streams.domain.window.Series;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** An open alert: the courses of all metrics of a series, and the status that follows. Mutable; one thread owns it. */
public final class Alert {
    private final String id;
    private final Series series;
    private final long onsetMicros;
    private final SortedMap<Evidence.Key, Track> tracks;
    private int transition;
    private Status status;
    private Severity severity;
    private String acknowledgedBy;
    private String incident;
    private String release;
    private Origin origin;
    private int nodeCount;
    private long atMicros;
    private long recoveredMicros;
    private long heardMillis;

    /**
     * An alert's parts.
     *
     * @param transition number of its latest transition
     * @param acknowledgedBy empty: nobody did
     * @param incident empty: it was never confirmed
     * @param nodeCount nodes in its latest window; 0: not known
     * @param atMicros end of the latest window that was heard of it
     * @param recoveredMicros when its recovery began; of no meaning in any other status
     * @param heardMillis when that was, by the wall clock
     */
    public record State(
            String id,
            Series series,
            long onsetMicros,
            int transition,
            Status status,
            Severity severity,
            String acknowledgedBy,
            String incident,
            String release,
            Origin origin,
            int nodeCount,
            long atMicros,
            long recoveredMicros,
            long heardMillis,
            SortedMap<Evidence.Key, Track> tracks) {
        /** What its metrics are said to be now, the leading one first. */
        public List<Track> leading() {
            return tracks.values().stream().sorted(Track.LEADING_FIRST).toList();
        }
    }

    /** As the first sighting shows it. */
    Alert(String id, Sighting first, long nowMillis) {
        this.id = id;
        series = first.series();
        onsetMicros = first.evidence().onsetMicros();
        tracks = new TreeMap<>();
        tracks.put(first.evidence().key(), Track.first(first));
        status = first.evidence().phase() == Phase.CONFIRMED ? Status.CONFIRMED : Status.SUSPECTED;
        severity = first.evidence().severity();
        acknowledgedBy = "";
        incident = "";
        origin = first.origin();
        atMicros = first.atMicros();
        hear(first, nowMillis);
    }

    public Alert(State state) {
        id = state.id;
        series = state.series;
        onsetMicros = state.onsetMicros;
        tracks = new TreeMap<>(state.tracks);
        transition = state.transition;
        status = state.status;
        severity = state.severity;
        acknowledgedBy = state.acknowledgedBy;
        incident = state.incident;
        release = state.release;
        origin = state.origin;
        nodeCount = state.nodeCount;
        atMicros = state.atMicros;
        recoveredMicros = state.recoveredMicros;
        heardMillis = state.heardMillis;
    }

    public State state() {
        return new State(
                id,
                series,
                onsetMicros,
                transition,
                status,
                severity,
                acknowledgedBy,
                incident,
                release,
                origin,
                nodeCount,
                atMicros,
                recoveredMicros,
                heardMillis,
                new TreeMap<>(tracks));
    }

    String id() {
        return id;
    }

    Series series() {
        return series;
    }

    long onsetMicros() {
        return onsetMicros;
    }

    Status status() {
        return status;
    }

    Severity severity() {
        return severity;
    }

    String acknowledgedBy() {
        return acknowledgedBy;
    }

    String incident() {
        return incident;
    }

    Origin origin() {
        return origin;
    }

    long atMicros() {
        return atMicros;
    }

    long heardMillis() {
        return heardMillis;
    }

    SortedMap<Evidence.Key, Track> tracks() {
        return tracks;
    }

    void join(String incidentId) {
        incident = incidentId;
    }

    void acknowledge(String author) {
        acknowledgedBy = author;
    }

    /** The next transition, to {@code next}, which may be the status that it has. */
    void move(Status next) {
        if (next == Status.RECOVERING && status != Status.RECOVERING) {
            recoveredMicros = atMicros;
        }
        status = next;
        transition++;
    }

    /** Makes the next transition that its evidence asks for. Returns false if it asks for none. */
    boolean step(long holdMicros) {
        Status next = next(holdMicros);
        Severity due = due(next);
        if (next == status && due == severity) {
            return false;
        }
        severity = due;
        move(next);
        return true;
    }

    /** Takes what a watch says. Returns false where that is of what is over. */
    boolean take(Sighting sighting, long nowMillis) {
        Evidence.Key key = sighting.evidence().key();
        Track track = tracks.get(key);
        if (track == null ? !sighting.evidence().phase().isAway() : track.isPast(sighting)) {
            return false;
        }
        tracks.put(key, track == null ? Track.first(sighting) : track.next(sighting));
        origin = origin.or(sighting.origin());
        hear(sighting, nowMillis);
        return true;
    }

    /** Whether nothing more is to be expected but the end of the hold. */
    boolean isWaiting() {
        return status == Status.RECOVERING && isOver();
    }

    /** When it is resolved if nothing comes before. */
    long resolvedMicros(long holdMicros) {
        return recoveredMicros + holdMicros;
    }

    boolean isOver() {
        return tracks.values().stream().allMatch(Track::isOver);
    }

    private Status next(long holdMicros) {
        if (status.isEnd()) {
            return status;
        }
        if (tracks.values().stream().anyMatch(Track::isAway)) {
            return acknowledgedBy.isEmpty() ? Status.CONFIRMED : Status.ACKNOWLEDGED;
        }
        if (status.isCertain()) {
            return Status.RECOVERING;
        }
        boolean heldLongEnough = status == Status.SUSPECTED || resolvedMicros(holdMicros) <= atMicros;
        return isOver() && heldLongEnough ? Status.RESOLVED : status;
    }

    /** Of what is certain and not over, where something ever was certain; where nothing is left, as it was. */
    private Severity due(Status next) {
        return tracks.values().stream()
                .filter(track -> !track.isOver() && (next == Status.SUSPECTED || track.isCertain()))
                .map(Track::held)
                .max(Comparator.naturalOrder())
                .orElse(severity);
    }

    /** The newest window says what release and how many nodes there are. */
    private void hear(Sighting sighting, long nowMillis) {
        if (sighting.atMicros() >= atMicros) {
            release = sighting.release();
            nodeCount = sighting.nodeCount();
            atMicros = sighting.atMicros();
        }
        heardMillis = nowMillis;
    }
}
