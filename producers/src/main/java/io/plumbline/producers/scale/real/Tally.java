package io.plumbline.producers.scale.real;

import io.plumbline.sketch.Sketch;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What one node measured.
 *
 * @param seconds how long it measured
 * @param failed operations that ended otherwise than well; the others are in {@code latency}
 * @param latency of operations that ended well, in nanoseconds
 * @param cpuNanos processor time of the node's process meanwhile; -1: not known
 * @param memoryBytes the greatest resident memory that the node's process had; null: not known
 */
record Tally(double seconds, long failed, Buckets latency, long cpuNanos, Long memoryBytes) {
    /** A sketch as JSON has it. */
    record Buckets(int lo, List<Long> counts, long sumWhole, long sumFraction, double min, double max) {
        static Buckets of(Sketch sketch) {
            return new Buckets(
                    sketch.lo(),
                    LongStream.of(sketch.counts()).boxed().toList(),
                    sketch.sumWhole(),
                    sketch.sumFraction(),
                    sketch.min(),
                    sketch.max());
        }

        Sketch sketch() {
            return Sketch.of(lo, counts.stream().mapToLong(Long::longValue).toArray(), sumWhole, sumFraction, min, max);
        }
    }
}
