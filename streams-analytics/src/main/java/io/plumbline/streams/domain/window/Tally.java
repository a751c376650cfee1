package io.plumbline.streams.domain.window;

import io.plumbline.sketch.Sketch;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was measured of one operation in one window: exact counts and sums, and sketches of the times.
 *
 * <p>{@link #merge} is associative and commutative with a new tally as identity, so a window does not depend on how its
 * events were spread over nodes, partitions and retries. Late events count in {@link #lateCount} and in no other figure.
 * Mutable; one thread owns it.
 */
public final class Tally implements Mergeable<Tally> {
    private long okCount;
    private long errorCount;
    private long timeoutCount;
    private long bytes;
    private final SquareSum squares;
    private final Sketch response;
    private Sketch service; // null: no event had a service time
    private long lateCount;
    private long maxLatenessMicros;
    private Origin origin = Origin.REAL;
    private final Set<String> releases = new TreeSet<>();
    private final Set<String> nodes = new TreeSet<>();
    private String lastRelease = "";
    private Sketch spareService; // empty, to be used again

    public Tally() {
        this(new SquareSum(), new Sketch());
    }

    private Tally(SquareSum squares, Sketch response) {
        this.squares = squares;
        this.response = response;
    }

    /** From its parts. {@code service} is null where no event had a service time. */
    public static Tally of(Counts counts, SquareSum squares, Sketch response, Sketch service) {
        Tally tally = new Tally(squares, response);
        tally.okCount = counts.ok;
        tally.errorCount = counts.error;
        tally.timeoutCount = counts.timeout;
        tally.bytes = counts.bytes;
        tally.lateCount = counts.late;
        tally.maxLatenessMicros = counts.maxLatenessMicros;
        tally.service = service;
        return tally;
    }

    /** The plain numbers of a tally. */
    public record Counts(long ok, long error, long timeout, long bytes, long late, long maxLatenessMicros) {}

    /** Counts one event. {@code serviceNanos} is negative where the service time is unknown. */
    public void record(Outcome outcome, long durationNanos, long serviceNanos, long eventBytes) {
        response.record(durationNanos);
        squares.add(durationNanos);
        if (serviceNanos >= 0) {
            knownService().record(serviceNanos);
        }
        bytes = saturated(bytes + eventBytes);
        switch (outcome) {
            case OK -> okCount++;
            case ERROR -> errorCount++;
            case TIMEOUT -> timeoutCount++;
        }
    }

    /** Counts one event that came after the grace, {@code latenessMicros} behind the watermark. */
    public void late(long latenessMicros) {
        lateCount++;
        maxLatenessMicros = Math.max(maxLatenessMicros, latenessMicros);
    }

    /** Says whose events these are; an empty release is unknown and names nothing. */
    @SuppressWarnings("ReferenceEquality") // it is asked for each event: the same object is the same release
    public void from(Origin other, String release) {
        if (origin != other) {
            origin = origin.or(other);
        }
        if (release != lastRelease && !release.isEmpty()) {
            releases.add(release);
            lastRelease = release;
        }
    }

    /** Says that {@code node} measured some of this. */
    public void measuredBy(String node) {
        nodes.add(node);
    }

    @Override
    public void merge(Tally other) {
        okCount += other.okCount;
        errorCount += other.errorCount;
        timeoutCount += other.timeoutCount;
        bytes = saturated(bytes + other.bytes);
        squares.merge(other.squares);
        response.merge(other.response);
        if (other.service != null) {
            knownService().merge(other.service);
        }
        lateCount += other.lateCount;
        maxLatenessMicros = Math.max(maxLatenessMicros, other.maxLatenessMicros);
        origin = origin.or(other.origin);
        addAll(releases, other.releases);
        addAll(nodes, other.nodes);
    }

    /** Makes this the same as a new tally. */
    public void clear() {
        okCount = 0;
        errorCount = 0;
        timeoutCount = 0;
        bytes = 0;
        squares.clear();
        response.clear();
        if (service != null) {
            service.clear();
            spareService = service;
            service = null;
        }
        lateCount = 0;
        maxLatenessMicros = 0;
        origin = Origin.REAL;
        releases.clear();
        nodes.clear();
        lastRelease = "";
    }

    public Counts counts() {
        return new Counts(okCount, errorCount, timeoutCount, bytes, lateCount, maxLatenessMicros);
    }

    /** Events, whatever their outcome; late ones are not among them. */
    public long count() {
        return okCount + errorCount + timeoutCount;
    }

    public long lateCount() {
        return lateCount;
    }

    public SquareSum squares() {
        return squares;
    }

    public Sketch response() {
        return response;
    }

    /** Null where no event had a service time. */
    public Sketch service() {
        return service;
    }

    public Origin origin() {
        return origin;
    }

    public Set<String> releases() {
        return releases;
    }

    /** Distinct nodes that measured here. */
    public Set<String> nodes() {
        return nodes;
    }

    /** Population standard deviation of the response time, in nanoseconds. */
    public double standardDeviation() {
        return squares.standardDeviation(response.count(), response.sumWhole());
    }

    /** Most windows of stage 1 have none: then no iterator is made. */
    private static void addAll(Set<String> to, Set<String> from) {
        if (!from.isEmpty()) {
            to.addAll(from);
        }
    }

    private Sketch knownService() {
        if (service == null) {
            service = spareService == null ? new Sketch() : spareService;
            spareService = null;
        }
        return service;
    }

    private static long saturated(long sum) {
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
