package io.plumbline.streams.domain.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TransportTallyTest {
    private static final long SECOND = 1_000_000_000;
    private static final long GIGABIT = 125_000_000; // bytes

    private final TransportTally tally = new TransportTally();

    @Test
    void throughputIsOverTheTimeThatWasMeasured() {
        tally.recordSent(second(10), GIGABIT);
        tally.recordSent(second(15), GIGABIT); // nobody looked from 10 to 14

        assertThat(tally.sent().bitsPerSecond()).hasValue(1e9);
        assertThat(tally.sent().covered().micros()).isEqualTo(2_000_000);
    }

    @Test
    void aMeasuredSilenceLowersThroughput() {
        tally.recordSent(second(10), GIGABIT);
        tally.recordSent(second(11), 0);

        assertThat(tally.sent().bitsPerSecond()).hasValue(0.5e9);
        assertThat(tally.peakBitsPerSecond()).hasValue(1e9);
    }

    @Test
    void peersAtTheSameTimeAddUp() {
        tally.recordSent(second(10), GIGABIT);
        tally.recordSent(second(10), 3 * GIGABIT);

        assertThat(tally.sent().bitsPerSecond()).hasValue(4e9);
        assertThat(tally.peakBitsPerSecond()).hasValue(4e9); // more than either alone
    }

    @Test
    void peersOneAfterTheOtherDoNotAddUp() {
        tally.recordSent(second(10), GIGABIT);
        tally.recordSent(second(11), 3 * GIGABIT);

        assertThat(tally.sent().bitsPerSecond()).hasValue(2e9);
        assertThat(tally.peakBitsPerSecond()).hasValue(3e9);
    }

    @Test
    void theTierIsOfOneDirection() { // a full-duplex line carries its rate both ways at once
        tally.recordSent(second(10), GIGABIT - 1);
        tally.recordReceived(second(10), GIGABIT - 1);

        assertThat(tally.totalBitsPerSecond().orElseThrow()).isCloseTo(2e9, within(100.0));
        assertThat(tally.tier()).contains(NetworkTier.HOME);
    }

    @Test
    void theFasterDirectionDecides() {
        tally.recordSent(second(10), 1);
        tally.recordReceived(second(10), 3 * GIGABIT);

        assertThat(tally.tier()).contains(NetworkTier.PERFORMANCE);
    }

    @Test
    void anIdleLinkHasNoTier() {
        tally.recordSent(second(10), 0);
        tally.recordReceived(second(10), 0);

        assertThat(tally.peakBitsPerSecond()).hasValue(0);
        assertThat(tally.tier()).isEmpty();
    }

    @Test
    void theSumNeedsBothDirections() {
        tally.recordSent(second(10), GIGABIT);

        assertThat(tally.totalBitsPerSecond()).isEmpty();
        assertThat(tally.received().bitsPerSecond()).isEmpty();
        assertThat(tally.tier()).contains(NetworkTier.STANDARD);
    }

    @Test
    void whatNobodyMeasuredIsUnknown() {
        tally.recordRoundTrip(1);

        assertThat(tally.peakBitsPerSecond()).isEmpty();
        assertThat(tally.tier()).isEmpty();
        assertThat(tally.connect().isEmpty()).isTrue();
        assertThat(tally.counts().packets()).isNull();
        assertThat(tally.counts().connections().successShare()).isEmpty();
    }

    @Test
    void aShareOfNothingIsUnknown() {
        assertThat(new Packets(0, 0).lossShare()).isEmpty();
        assertThat(new Packets(8, 2).lossShare()).hasValue(0.25);
        assertThat(new Connections(8, 6).successShare()).hasValue(0.75);
    }

    @Test
    void anIntervalBeginsNoLaterThanItsLengthSays() {
        assertThat(new Interval(10_000, 3_000).startMicros()).isEqualTo(9_997);
        assertThat(new Interval(10_000, 3_001).startMicros()).isEqualTo(9_996);
        assertThat(new Interval(10_000, 1).startMicros()).isEqualTo(9_999);
    }

    @Test
    void whatCannotBeIsRefusedByItsName() {
        refused("intervalNanos", () -> new Interval(10, 0));
        refused("sentBytes", () -> tally.recordSent(second(10), -1));
        refused("receivedBytes", () -> tally.recordReceived(second(10), -1));
        refused("roundTripNanos", () -> tally.recordRoundTrip(-1));
        refused("connectNanos", () -> tally.recordConnect(Long.MAX_VALUE));
        refused("connectionsMade", () -> new Connections(1, 2));
        refused("connectionsMade", () -> new Connections(1, -1));
        refused("packetsLost", () -> new Packets(1, 2));
        refused("packetsLost", () -> new Packets(1, -1));
    }

    private static void refused(String figure, Runnable attempt) {
        assertThatThrownBy(attempt::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(figure);
    }

    /** The second that ends at {@code end}. */
    private static Interval second(long end) {
        return new Interval(end * 1_000_000, SECOND);
    }
}
