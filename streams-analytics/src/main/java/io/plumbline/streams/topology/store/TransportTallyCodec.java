package io.plumbline.streams.topology.store;

import io.plumbline.sketch.Sketch;
import io.plumbline.streams.domain.sample.Provenance;
import io.plumbline.streams.domain.transport.Connections;
import io.plumbline.streams.domain.transport.Coverage;
import io.plumbline.streams.domain.transport.Packets;
import io.plumbline.streams.domain.transport.Traffic;
import io.plumbline.streams.domain.transport.TransportTally;
import io.plumbline.streams.domain.window.Origin;
import java.io.DataInput;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a node saw of its peers in a window. */
final class TransportTallyCodec implements Codec<TransportTally> {
    @Override
    public void write(TransportTally tally, ByteSink out) throws IOException {
        writeProvenance(tally.provenance(), out);
        Fields.writeTexts(tally.peers(), out);
        writeTraffic(tally.sent(), out);
        writeTraffic(tally.received(), out);
        Fields.writeSketch(tally.roundTrip(), out);
        Fields.writeSketch(tally.connect(), out);
        TransportTally.Counts counts = tally.counts();
        out.writeDouble(counts.fastestBitsPerSecond());
        Fields.writeNumber(counts.connections().tried(), out);
        Fields.writeNumber(counts.connections().made(), out);
        out.writeBoolean(counts.packets() != null);
        if (counts.packets() != null) {
            Fields.writeNumber(counts.packets().sent(), out);
            Fields.writeNumber(counts.packets().lost(), out);
        }
    }

    @Override
    public TransportTally read(DataInput in) throws IOException {
        Provenance provenance = readProvenance(in);
        Set<String> peers = Fields.readTexts(in);
        Traffic sent = readTraffic(in);
        Traffic received = readTraffic(in);
        Sketch roundTrip = Fields.readSketch(in);
        Sketch connect = Fields.readSketch(in);
        TransportTally.Counts counts = new TransportTally.Counts(
                in.readDouble(),
                new Connections(Fields.readNumber(in), Fields.readNumber(in)),
                in.readBoolean() ? new Packets(Fields.readNumber(in), Fields.readNumber(in)) : null);
        return TransportTally.of(provenance, peers, sent, received, roundTrip, connect, counts);
    }

    private static void writeProvenance(Provenance provenance, ByteSink out) throws IOException {
        Fields.writeNumber(provenance.samples(), out);
        Fields.writeNumber(provenance.lateCount(), out);
        Fields.writeNumber(provenance.maxLatenessMicros(), out);
        Fields.writeText(provenance.origin().name(), out);
        Fields.writeTexts(provenance.releases(), out);
    }

    private static Provenance readProvenance(DataInput in) throws IOException {
        return Provenance.of(
                Fields.readNumber(in),
                Fields.readNumber(in),
                Fields.readNumber(in),
                Origin.valueOf(Fields.readText(in)),
                Fields.readTexts(in));
    }

    /** Of each stretch, how long after the one before it begins, and how long it is: small numbers but the first. */
    private static void writeTraffic(Traffic traffic, ByteSink out) throws IOException {
        Fields.writeNumber(traffic.bytes(), out);
        Map<Long, Long> stretches = traffic.covered().stretches();
        Fields.writeNumber(stretches.size(), out);
        long last = 0;
        for (Map.Entry<Long, Long> stretch : stretches.entrySet()) {
            Fields.writeNumber(stretch.getKey() - last, out);
            Fields.writeNumber(stretch.getValue() - stretch.getKey(), out);
            last = stretch.getValue();
        }
    }

    private static Traffic readTraffic(DataInput in) throws IOException {
        long bytes = Fields.readNumber(in);
        Map<Long, Long> stretches = new TreeMap<>();
        long last = 0;
        for (long left = Fields.readNumber(in); left > 0; left--) {
            long start = last + Fields.readNumber(in);
            last = start + Fields.readNumber(in);
            stretches.put(start, last);
        }
        return new Traffic(bytes, Coverage.of(stretches));
    }
}
