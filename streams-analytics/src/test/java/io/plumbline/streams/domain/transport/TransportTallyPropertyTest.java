package io.plumbline.streams.domain.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.window.Origin;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TransportTallyPropertyTest {
    /** One sample; what is null was not measured. */
    record Sample(Origin origin, String peer, long endMicros, Long bytes, Long nanos, Long packets) {
        void recordInto(TransportTally tally) {
            if (origin == Origin.IMPORTED) { // stands for those that came late
                tally.provenance().late(origin, peer, endMicros);
                return;
            }
            tally.provenance().counted(origin, peer);
            tally.recordPeer(peer);
            tally.recordConnections(new Connections(3, 2));
            if (bytes != null) {
                tally.recordSent(new Interval(endMicros, 1_000_001), bytes);
                tally.recordReceived(new Interval(endMicros, 2_000_000), bytes / 2);
            }
            if (nanos != null) {
                tally.recordRoundTrip(nanos);
                tally.recordConnect(nanos / 3);
            }
            if (packets != null) {
                tally.recordPackets(new Packets(packets, packets / 2));
            }
        }
    }

    @Property
    void mergingIsTheSameAsRecordingTogetherInAnyOrder(
            @ForAll("samples") List<Sample> a, @ForAll("samples") List<Sample> b, @ForAll("samples") List<Sample> c) {
        List<Sample> together = new ArrayList<>(a);
        together.addAll(b);
        together.addAll(c);

        assertEqual(merged(merged(tally(a), tally(b)), tally(c)), tally(together));
        assertEqual(merged(tally(a), merged(tally(c), tally(b))), tally(together));
    }

    @Property
    void anEmptyTallyChangesNothing(@ForAll("samples") List<Sample> samples) {
        assertEqual(merged(tally(samples), new TransportTally()), tally(samples));
        assertEqual(merged(new TransportTally(), tally(samples)), tally(samples));
    }

    @Property
    void mergingLeavesTheOtherSideAsItIs(@ForAll("samples") List<Sample> a, @ForAll("samples") List<Sample> b) {
        TransportTally other = tally(b);
        TransportTally merged = merged(tally(a), other);
        merged.merge(tally(a));

        assertEqual(other, tally(b));
    }

    @Provide
    Arbitrary<List<Sample>> samples() {
        return Combinators.combine(
                        Arbitraries.of(Origin.values()),
                        Arbitraries.of("a", "b", "c"),
                        Arbitraries.longs().between(0, 50_000),
                        Arbitraries.longs().between(0, 1L << 40).injectNull(0.3),
                        Arbitraries.longs().between(0, 1L << 40).injectNull(0.3),
                        Arbitraries.longs().between(0, 1_000).injectNull(0.3))
                .as(Sample::new)
                .list()
                .ofMaxSize(8);
    }

    private static TransportTally tally(List<Sample> samples) {
        TransportTally tally = new TransportTally();
        samples.forEach(sample -> sample.recordInto(tally));
        return tally;
    }

    private static TransportTally merged(TransportTally tally, TransportTally other) {
        tally.merge(other);
        return tally;
    }

    private static void assertEqual(TransportTally actual, TransportTally expected) {
        assertThat(actual).usingRecursiveComparison().usingOverriddenEquals().isEqualTo(expected);
    }
}
