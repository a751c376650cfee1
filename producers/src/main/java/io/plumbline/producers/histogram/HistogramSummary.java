package io.plumbline.producers.histogram;

import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.schemas.event.ClosedBy;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.serde.Sketches;
import io.plumbline.sketch.Sketch;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/** A foreign histogram as the summary that a node publishes itself. */
public final class HistogramSummary {
    private static final int NANOS_OF_MICRO = 1_000;

    private HistogramSummary() {}

    /**
     * The summary of the base window in which the histogram's interval ended: when in the interval its values were is not
     * known, and a window that is over must not be written to again. Sum of squares, and with it the standard deviation,
     * are those of the values that stand for others.
     *
     * @param end of the interval, exclusive
     * @param outcome how all of them ended
     * @param counts holds at least one value
     * @param response {@code counts} as a sketch
     * @param window size of the base windows
     */
    public static OperationSummary of(
            NodeIdentity node,
            String operation,
            Instant end,
            Outcome outcome,
            BucketCounts counts,
            Sketch response,
            Duration window) {
        Instant start = windowOf(end, window);
        BigInteger squares = counts.squares();
        return OperationSummary.newBuilder()
                .setSystem(node.system())
                .setRun(node.run())
                .setOperation(operation)
                .setNode(node.node())
                .setRelease(node.release())
                .setOrigin(node.origin())
                .setWindowStart(start)
                .setWindowMillis(window.toMillis())
                .setOkCount(outcome == Outcome.OK ? response.count() : 0)
                .setErrorCount(outcome == Outcome.ERROR ? response.count() : 0)
                .setTimeoutCount(outcome == Outcome.TIMEOUT ? response.count() : 0)
                .setBytes(0)
                .setSumSquaresHigh(squares.shiftRight(Long.SIZE)
                        .min(BigInteger.valueOf(Long.MAX_VALUE))
                        .longValue())
                .setSumSquaresLow(squares.longValue())
                .setResponse(Sketches.toData(response))
                .setClosedBy(ClosedBy.EVENT_TIME)
                .setWatermark(start)
                .build();
    }

    /** Start of the base window that holds the last microsecond before {@code end}. */
    public static Instant windowOf(Instant end, Duration window) {
        long millis =
                Math.floorDiv(end.minusNanos(NANOS_OF_MICRO).toEpochMilli(), window.toMillis()) * window.toMillis();
        return Instant.ofEpochMilli(millis);
    }
}
