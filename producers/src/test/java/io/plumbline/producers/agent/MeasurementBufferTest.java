package io.plumbline.producers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.plumbline.schemas.event.Outcome;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasurementBufferTest {
    private static final Operation OPERATION = new Operation("op");
    private static final MeasurementBuffer.Reader IGNORE = (operation, start, duration, service, outcome, bytes) -> {};

    @Test
    void whatDoesNotFitIsDroppedAndCounted() {
        MeasurementBuffer buffer = new MeasurementBuffer(8);

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
        MeasurementBuffer buffer = new MeasurementBuffer(4_096);

        for (int i = 0; i < 4_096; i++) {
            assertThat(offer(buffer, i)).isTrue();
        }
        assertThat(offer(buffer, 4_096)).isFalse();
        assertThat(buffer.size()).isEqualTo(4_096);
        assertThat(starts(buffer)).doesNotHaveDuplicates().hasSize(4_096);
        assertThat(buffer.size()).isZero();
    }

    @Test
    void noMeasurementIsLostOrTornBetweenManyWritersAndTheReader() throws Exception {
        MeasurementBuffer buffer = new MeasurementBuffer(1_024);
        boolean done = false;
        int writers = 8;
        int each = 50_000;
        CountDownLatch finished = new CountDownLatch(writers);
        List<Thread> threads = IntStream.range(0, writers)
                .mapToObj(writer -> new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        long value = (long) writer * each + i;
                        buffer.offer(OPERATION, value, value, value, Outcome.OK, value);
                    }
                    finished.countDown();
                }))
                .toList();
        long[] seen = new long[writers * each];
        threads.forEach(Thread::start);
        while (!done) {
            done = finished.getCount() == 0; // and once more after that
            buffer.drain(
                    (operation, start, duration, service, outcome, bytes) -> {
                        assertThat(List.of(duration, service, bytes)).containsOnly(start);
                        seen[(int) start]++;
                    },
                    Integer.MAX_VALUE);
        }

        long read = IntStream.range(0, seen.length).filter(i -> seen[i] == 1).count();
        assertThat(seen).doesNotContain(2L);
        assertThat(read + buffer.overflowed()).isEqualTo((long) writers * each).isEqualTo(buffer.offered());
    }

    @Test
    void recordingAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        MeasurementBuffer buffer = new MeasurementBuffer(1_024);
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
}
