package io.plumbline.streams.topology;

import io.plumbline.schemas.event.DurationFigure;
import io.plumbline.schemas.event.NetworkTier;
import io.plumbline.schemas.event.TransportSample;
import io.plumbline.schemas.event.TransportStats;
import io.plumbline.schemas.serde.Sketches;
import io.plumbline.sketch.Sketch;
import io.plumbline.streams.domain.sample.Provenance;
import io.plumbline.streams.domain.transport.Connections;
import io.plumbline.streams.domain.transport.Interval;
import io.plumbline.streams.domain.transport.Packets;
import io.plumbline.streams.domain.transport.Traffic;
import io.plumbline.streams.domain.transport.TransportTally;
import io.plumbline.streams.domain.window.Pane;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.WindowId;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Transport samples to rows, of all peers of a node together and, from the least windows of nodes up, of each peer. A
 * series' operation is the peer; empty: all.
 */
final class TransportRows implements SampleKind<TransportSample, TransportTally> {
    @Override
    public Names.Samples names() {
        return Names.TRANSPORT;
    }

    @Override
    public Header header(TransportSample sample) {
        return new Header(
                sample.getSystem(),
                sample.getRun(),
                sample.getNode(),
                sample.getRelease(),
                Enums.fromWire(sample.getOrigin()),
                sample.getBoot(),
                sample.getSequence(),
                Times.micros(sample.getSampledAt()));
    }

    @Override
    public TransportTally empty() {
        return new TransportTally();
    }

    @Override
    public List<Series> series(TransportSample sample) {
        return List.of(series(sample, sample.getPeer()), series(sample, ""));
    }

    @Override
    public void record(TransportSample sample, TransportTally tally) {
        if (sample.getPeer().isEmpty()) { // its rows would take the place of those over all peers
            throw new IllegalArgumentException("the peer has no name");
        }
        tally.recordPeer(sample.getPeer());
        recordTraffic(sample, tally);
        if (sample.getRoundTripNanos() != null) {
            tally.recordRoundTrip(sample.getRoundTripNanos());
        }
        if (sample.getConnectNanos() != null) {
            tally.recordConnect(sample.getConnectNanos());
        }
        tally.recordConnections(new Connections(sample.getConnectionsTried(), sample.getConnectionsMade()));
        recordPackets(sample, tally);
    }

    @Override
    public TransportStats row(WindowId window, Pane<TransportTally> pane, long nowMillis) {
        TransportTally tally = pane.figures();
        TransportStats stats = new TransportStats();
        identify(stats, window, pane);
        setThroughput(stats, tally);
        stats.setRoundTrip(figure(tally.roundTrip()));
        stats.setConnect(figure(tally.connect()));
        setCounts(stats, tally.counts());
        stats.setEmittedAt(Times.ofMillis(nowMillis));
        return stats;
    }

    private static Series series(TransportSample sample, String peer) {
        return new Series(sample.getSystem(), sample.getRun(), peer, sample.getNode());
    }

    private static void recordTraffic(TransportSample sample, TransportTally tally) {
        Interval interval = new Interval(Times.micros(sample.getSampledAt()), sample.getIntervalNanos());
        if (sample.getSentBytes() != null) {
            tally.recordSent(interval, sample.getSentBytes());
        }
        if (sample.getReceivedBytes() != null) {
            tally.recordReceived(interval, sample.getReceivedBytes());
        }
    }

    /** How many were lost says nothing without how many were sent, and the other way about. */
    private static void recordPackets(TransportSample sample, TransportTally tally) {
        Long sent = sample.getPacketsSent();
        Long lost = sample.getPacketsLost();
        if (sent == null && lost != null) {
            throw new IllegalArgumentException("packetsLost is " + lost + ", but packetsSent is unknown");
        }
        if (sent != null && lost != null) {
            tally.recordPackets(new Packets(sent, lost));
        }
    }

    private static void identify(TransportStats stats, WindowId window, Pane<TransportTally> pane) {
        Provenance provenance = pane.figures().provenance();
        stats.setSystem(window.series().system());
        stats.setRun(window.series().run());
        stats.setNode(window.series().node());
        stats.setPeer(window.series().operation());
        stats.setRelease(String.join(",", provenance.releases()));
        stats.setOrigin(Enums.toWire(provenance.origin()));
        stats.setWindowStart(Times.instant(window.startMicros()));
        stats.setWindowMillis(Times.millis(window.sizeMicros()));
        stats.setRevision(pane.revision());
        stats.setClosedBy(Enums.toWire(pane.closedBy()));
        stats.setSamples(provenance.samples());
        stats.setPeerCount(pane.figures().peers().size());
        stats.setLateCount(provenance.lateCount());
        stats.setMaxLatenessMicros(provenance.maxLatenessMicros());
    }

    private static void setThroughput(TransportStats stats, TransportTally tally) {
        Traffic sent = tally.sent();
        if (sent.isMeasured()) {
            stats.setSentBytes(sent.bytes());
            stats.setSentMicros(sent.covered().micros());
        }
        Traffic received = tally.received();
        if (received.isMeasured()) {
            stats.setReceivedBytes(received.bytes());
            stats.setReceivedMicros(received.covered().micros());
        }
        stats.setSentBitsPerSecond(orNull(sent.bitsPerSecond()));
        stats.setReceivedBitsPerSecond(orNull(received.bitsPerSecond()));
        stats.setTotalBitsPerSecond(orNull(tally.totalBitsPerSecond()));
        stats.setPeakBitsPerSecond(orNull(tally.peakBitsPerSecond()));
        stats.setTier(tally.tier().map(tier -> NetworkTier.valueOf(tier.name())).orElse(null));
    }

    private static void setCounts(TransportStats stats, TransportTally.Counts counts) {
        stats.setConnectionsTried(counts.connections().tried());
        stats.setConnectionsMade(counts.connections().made());
        stats.setConnectionSuccessShare(orNull(counts.connections().successShare()));
        Packets packets = counts.packets();
        if (packets != null) {
            stats.setPacketsSent(packets.sent());
            stats.setPacketsLost(packets.lost());
            stats.setPacketLossShare(orNull(packets.lossShare()));
        }
    }

    private static DurationFigure figure(Sketch sketch) {
        return sketch.isEmpty()
                ? null
                : new DurationFigure(
                        sketch.count(),
                        sketch.mean(),
                        sketch.min(),
                        sketch.quantile(0.5),
                        sketch.quantile(0.95),
                        sketch.quantile(0.99),
                        sketch.max(),
                        Sketches.toData(sketch));
    }

    private static Double orNull(OptionalDouble figure) {
        return figure.isPresent() ? figure.getAsDouble() : null;
    }
}
