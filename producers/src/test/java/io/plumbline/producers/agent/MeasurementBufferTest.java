package io.plumbline.producers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.plumbline.schemas.event.Outcome;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SuppressWarnings("EnumOrdinal") // all outcomes come in turn
class MeasurementBufferTest {
    private static final Operations OPERATIONS = new Operations();
    private static final Operation OPERATION = OPERATIONS.of("op", Map.of());
    private static final MeasurementBuffer.Reader IGNORE = (operation, start, duration, service, outcome, bytes) -> {};

    @Test
    void whatDoesNotFitIsDroppedAndCounted() {
        MeasurementBuffer buffer = new MeasurementBuffer(OPERATIONS, 8);

        for (int i = 0; i < 11; i++) {
            assertThat(offer(buffer, i)).isEqualTo(i < 8);
        }

        assertThat(buffer.overflowed()).isEqualTo(3);
        assertThat(buffer.offered()).isEqualTo(11);
        assertThat(starts(buffer)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(offer(buffer, 11)).isTrue();
    }

    @Test
    void oneBusyThreadCanUseTheWholeCapacity() {
        MeasurementBuffer buffer = new MeasurementBuffer(OPERATIONS, 4_096);

        for (int i = 0; i < 4_096; i++) {
            assertThat(offer(buffer, i)).isTrue();
        }
        assertThat(offer(buffer, 4_096)).isFalse();
        assertThat(buffer.size()).isEqualTo(4_096);
        assertThat(starts(buffer)).doesNotHaveDuplicates().hasSize(4_096);
        assertThat(buffer.size()).isZero();
    }

    @Test
    void whoIsSuspendedHoldsBackNobodyButItsStripe() {
        Stripe own = new Stripe(4);
        Stripe other = new Stripe(4);
        boolean first = Thread.currentThread().getId() % 2 == 0;
        MeasurementBuffer buffer = new MeasurementBuffer(OPERATIONS, first ? own : other, first ? other : own);
        long slot = own.claim(); // by a thread that goes no further

        for (int i = 0; i < 7; i++) {
            assertThat(offer(buffer, i)).isTrue(); // 3 into the same stripe, then into the other
        }
        assertThat(offer(buffer, 7)).isFalse();
        assertThat(starts(buffer)).containsExactly(3L, 4L, 5L, 6L);
        assertThat(buffer.size()).isEqualTo(4);

        own.publish(slot, Stripe.head(OPERATION, Outcome.OK), 100, 1, Agent.UNKNOWN, 0);
        assertThat(starts(buffer)).containsExactly(100L, 0L, 1L, 2L);
        assertThat(buffer.size()).isZero();
    }

    @Test
    void aCallThatFailsClaimsNothing() {
        MeasurementBuffer buffer = new MeasurementBuffer(OPERATIONS, 8);

        assertThatThrownBy(() -> buffer.offer(OPERATION, 1, 1, Agent.UNKNOWN, null, 0))
                .isInstanceOf(NullPointerException.class);

        assertThat(offer(buffer, 2)).isTrue();
        assertThat(starts(buffer)).containsExactly(2L);
    }

    /** So small a buffer comes round thousands of times, and is full now and then. */
    @Test
    void ofManyWritersEveryMeasurementIsReadOnceAsItWasUnlessItWasRefused() throws Exception {
        MeasurementBuffer buffer = new MeasurementBuffer(OPERATIONS, new Stripe(16), new Stripe(16));
        int writers = 8;
        int each = 50_000;
        boolean[] taken = new boolean[writers * each];
        List<Thread> threads = IntStream.range(0, writers)
                .mapToObj(writer -> new Thread(() -> write(buffer, writer * each, each, taken)))
                .toList();
        Tally tally = new Tally(writers * each);
        threads.forEach(Thread::start);
        while (threads.stream().anyMatch(Thread::isAlive)) {
            buffer.drain(tally, 1 + (int) (buffer.offered() % 40));
        }
        buffer.drain(tally, Integer.MAX_VALUE);

        int[] expected =
                IntStream.range(0, taken.length).map(i -> taken[i] ? 1 : 0).toArray();
        assertThat(tally.torn).isZero();
        assertThat(tally.times).isEqualTo(expected);
        assertThat(buffer.overflowed())
                .isEqualTo(taken.length - IntStream.of(expected).sum());
        assertThat(buffer.offered()).isEqualTo(taken.length);
    }

    @Test
    void recordingAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        MeasurementBuffer buffer = new MeasurementBuffer(OPERATIONS, 1_024);
        fillAndDrain(buffer, 100_000); // classes and counters are loaded by now

        long before = threads.getCurrentThreadAllocatedBytes();
        fillAndDrain(buffer, 100_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isLessThan(10_000); // one object per measurement would be 1.6 MB at least
    }

    private static void fillAndDrain(MeasurementBuffer buffer, int times) {
        for (int i = 0; i < times; i++) {
            offer(buffer, i);
            if (i % 2_000 == 0) { // by then it has overflowed, too
                buffer.drain(IGNORE, Integer.MAX_VALUE);
            }
        }
    }

    private static boolean offer(MeasurementBuffer buffer, long start) {
        return buffer.offer(OPERATION, start, 1, Agent.UNKNOWN, Outcome.OK, 0);
    }

    private static List<Long> starts(MeasurementBuffer buffer) {
        List<Long> starts = new ArrayList<>();
        buffer.drain((operation, start, duration, service, outcome, bytes) -> starts.add(start), Integer.MAX_VALUE);
        return starts;
    }

    /** Each has figures that follow from its start. */
    private static void write(MeasurementBuffer buffer, int first, int count, boolean[] taken) {
        List<Operation> operations = IntStream.range(0, 3)
                .mapToObj(i -> OPERATIONS.of("op" + i, Map.of()))
                .toList();
        for (int i = first; i < first + count; i++) {
            long start = i;
            Operation operation = operations.get(i % 3);
            taken[i] = buffer.offer(operation, start, 2 * start, -start, Outcome.values()[i % 3], ~start);
            if (!taken[i]) {
                LockSupport.parkNanos(1); // until the reader has made room, perhaps
            }
        }
    }

    private static final class Tally implements MeasurementBuffer.Reader {
        private final int[] times;
        private long torn;

        Tally(int count) {
            times = new int[count];
        }

        @Override
        public void read(
                Operation operation,
                long intendedStartNanos,
                long durationNanos,
                long serviceNanos,
                Outcome outcome,
                long bytes) {
            long start = intendedStartNanos;
            boolean whole = durationNanos == 2 * start
                    && serviceNanos == -start
                    && bytes == ~start
                    && operation.name().equals("op" + start % 3)
                    && outcome.ordinal() == start % 3;
            torn += whole ? 0 : 1;
            times[(int) start]++;
        }
    }
}
