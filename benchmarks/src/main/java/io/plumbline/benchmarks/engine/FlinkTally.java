package io.plumbline.benchmarks.engine;

import io.plumbline.benchmarks.run.Stopwatch;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A sink that only counts. Flink copies and moves its operators, so the count is static: one round runs at a time. */
final class FlinkTally implements Sink<FlinkPercentile.Result> {
    private static volatile long counted;
    private static volatile Stopwatch.Lap last = Stopwatch.Lap.now();

    /** For the round that begins now. */
    static void reset() {
        counted = 0;
    }

    /** Events in all windows that came. */
    static long counted() {
        return counted;
    }

    /** When the last window came. */
    static Stopwatch.Lap last() {
        return last;
    }

    @Override
    public SinkWriter<FlinkPercentile.Result> createWriter(WriterInitContext context) {
        return new Writer();
    }

    private static final class Writer implements SinkWriter<FlinkPercentile.Result> {
        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // parallelism is 1: there is one writer
        public void write(FlinkPercentile.Result window, Context context) {
            counted += window.count;
            last = Stopwatch.Lap.now();
        }

        @Override
        public void flush(boolean endOfInput) {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing to close
        }
    }
}
