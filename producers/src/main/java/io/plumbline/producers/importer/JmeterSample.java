package io.plumbline.producers.importer;

import io.plumbline.schemas.event.Outcome;
import java.time.Instant;
import java.util.Map;

/**
 * One sample as JMeter has it, in its words.
 *
 * @param names how the file names time stamp, elapsed time, success, received and sent bytes: for errors
 */
record JmeterSample(
        Names names,
        String timeStamp,
        String elapsed,
        String label,
        String responseCode,
        String responseMessage,
        String success,
        String received,
        String sent) {
    record Names(String timeStamp, String elapsed, String success, String received, String sent) {}

    /** Takes samples as they are read. */
    interface Taker {
        void take(JmeterSample sample) throws BadValueException;
    }

    TimedEvent event(boolean stampsEnd) throws BadValueException {
        long nanos = Values.nanos(names.elapsed, elapsed, TimeUnits.MS);
        Instant stamp = Values.epoch(names.timeStamp, timeStamp, TimeUnits.MS);
        long bytes = Values.count(names.received, received) + Values.count(names.sent, sent);
        return new TimedEvent(label, stampsEnd ? stamp.minusNanos(nanos) : stamp, nanos, outcome(), bytes, Map.of());
    }

    private Outcome outcome() throws BadValueException {
        return switch (success) {
            case "true" -> Outcome.OK;
            case "false" -> isTimeout() ? Outcome.TIMEOUT : Outcome.ERROR;
            default -> throw new BadValueException(names.success, "'" + success + "' is neither true nor false");
        };
    }

    /** JMeter puts the exception in place of a code where there was no answer. */
    private boolean isTimeout() {
        return responseCode.contains("SocketTimeoutException")
                || responseCode.contains("ConnectTimeoutException")
                || responseMessage.contains("timed out");
    }
}
