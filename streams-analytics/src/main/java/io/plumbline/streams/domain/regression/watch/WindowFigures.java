package io.plumbline.streams.domain.regression.watch;

/** The figures of one window of a series. */
public sealed interface WindowFigures {
    /**
     * Of an operation.
     *
     * @param count all events, of which {@code ok} succeeded
     * @param seconds length of the window
     * @param p50Nanos like the other times NaN in a window without events
     * @param p99Nanos NaN also where the events are too few for one
     */
    record Operation(
            long count,
            long ok,
            long bytes,
            double seconds,
            double p50Nanos,
            double p95Nanos,
            double p99Nanos,
            double meanNanos)
            implements WindowFigures {
        public Operation {
            if (count < 0 || ok < 0 || ok > count || bytes < 0) {
                throw new IllegalArgumentException(
                        "a window has " + count + " events, " + ok + " of them good, and " + bytes + " bytes");
            }
        }
    }

    /**
     * Of a node.
     *
     * @param ofProcess whether they are of the process that was measured, or of its whole machine
     * @param cpu mean use; processors of a process, share of a machine; NaN where not measured
     * @param memoryBytes mean use; NaN where not measured
     */
    record Resources(boolean ofProcess, double cpu, double memoryBytes) implements WindowFigures {}
}
