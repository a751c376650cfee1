package io.plumbline.streams.domain.transport;

import io.plumbline.sketch.Buckets;
import io.plumbline.sketch.Sketch;
import io.plumbline.streams.domain.sample.Provenance;
import io.plumbline.streams.domain.sample.SampleTally;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one node saw of one peer, or of several, in one window. Merging is associative and commutative as far as
 * {@link Coverage} is. Every {@code record...} method takes one figure of one sample, and refuses what cannot be.
 * Mutable; one thread owns it.
 */
public final class TransportTally implements SampleTally<TransportTally> {
    private final Provenance provenance;
    private final Set<String> peers = new TreeSet<>();
    private final Traffic sent;
    private final Traffic received;
    private final Sketch roundTrip;
    private final Sketch connect;
    private double fastestBitsPerSecond;
    private Connections connections = Connections.NONE;
    private Packets packets; // null: no sample counted them

    public TransportTally() {
        this(new Provenance(), new Traffic(), new Traffic(), new Sketch(), new Sketch());
    }

    private TransportTally(Provenance provenance, Traffic sent, Traffic received, Sketch roundTrip, Sketch connect) {
        this.provenance = provenance;
        this.sent = sent;
        this.received = received;
        this.roundTrip = roundTrip;
        this.connect = connect;
    }

    /** The figures that are plain numbers; {@code packets} is null where they were not counted. */
    public record Counts(double fastestBitsPerSecond, Connections connections, Packets packets) {}

    /** From its parts, as the accessors give them. */
    public static TransportTally of(
            Provenance provenance,
            Set<String> peers,
            Traffic sent,
            Traffic received,
            Sketch roundTrip,
            Sketch connect,
            Counts counts) {
        TransportTally tally = new TransportTally(provenance, sent, received, roundTrip, connect);
        tally.peers.addAll(peers);
        tally.fastestBitsPerSecond = counts.fastestBitsPerSecond;
        tally.connections = counts.connections;
        tally.packets = counts.packets;
        return tally;
    }

    public void recordPeer(String peer) {
        peers.add(peer);
    }

    public void recordSent(Interval interval, long bytes) {
        record(sent, "sentBytes", interval, bytes);
    }

    public void recordReceived(Interval interval, long bytes) {
        record(received, "receivedBytes", interval, bytes);
    }

    public void recordRoundTrip(long nanos) {
        record(roundTrip, "roundTripNanos", nanos);
    }

    public void recordConnect(long nanos) {
        record(connect, "connectNanos", nanos);
    }

    public void recordConnections(Connections more) {
        connections = connections.plus(more);
    }

    public void recordPackets(Packets more) {
        packets = packets == null ? more : packets.plus(more);
    }

    @Override
    public void merge(TransportTally other) {
        provenance.merge(other.provenance);
        peers.addAll(other.peers);
        sent.merge(other.sent);
        received.merge(other.received);
        roundTrip.merge(other.roundTrip);
        connect.merge(other.connect);
        fastestBitsPerSecond = Math.max(fastestBitsPerSecond, other.fastestBitsPerSecond);
        recordConnections(other.connections);
        if (other.packets != null) {
            recordPackets(other.packets);
        }
    }

    /**
     * The greatest throughput in one direction that was seen: of one sample, or of all together where those of several
     * peers add up to more. Empty where no sample counted bytes.
     */
    public OptionalDouble peakBitsPerSecond() {
        if (!sent.isMeasured() && !received.isMeasured()) {
            return OptionalDouble.empty();
        }
        double together = Math.max(
                sent.bitsPerSecond().orElse(0), received.bitsPerSecond().orElse(0));
        return OptionalDouble.of(Math.max(fastestBitsPerSecond, together));
    }

    /** Of the peak; empty while no byte moved: an idle link is not a slow one. */
    public Optional<NetworkTier> tier() {
        OptionalDouble peak = peakBitsPerSecond();
        return peak.orElse(0) > 0 ? Optional.of(NetworkTier.of(peak.getAsDouble())) : Optional.empty();
    }

    /** Both directions together; empty unless both were measured. */
    public OptionalDouble totalBitsPerSecond() {
        boolean both = sent.isMeasured() && received.isMeasured();
        return both
                ? OptionalDouble.of(sent.bitsPerSecond().orElseThrow()
                        + received.bitsPerSecond().orElseThrow())
                : OptionalDouble.empty();
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    /** Distinct peers. */
    public Set<String> peers() {
        return peers;
    }

    public Traffic sent() {
        return sent;
    }

    public Traffic received() {
        return received;
    }

    /** In nanoseconds; empty where none was measured. */
    public Sketch roundTrip() {
        return roundTrip;
    }

    /** In nanoseconds; empty where none was measured. */
    public Sketch connect() {
        return connect;
    }

    public Counts counts() {
        return new Counts(fastestBitsPerSecond, connections, packets);
    }

    private void record(Traffic traffic, String figure, Interval interval, long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException(figure + " is negative: " + bytes);
        }
        traffic.add(bytes, interval.startMicros(), interval.endMicros());
        fastestBitsPerSecond = Math.max(fastestBitsPerSecond, interval.bitsPerSecond(bytes));
    }

    private static void record(Sketch sketch, String figure, long nanos) {
        if (nanos < 0 || nanos >= Buckets.VALUE_LIMIT) {
            throw new IllegalArgumentException(figure + " is out of range: " + nanos);
        }
        sketch.record((double) nanos);
    }
}
