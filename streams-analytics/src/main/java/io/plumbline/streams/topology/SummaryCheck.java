package io.plumbline.streams.topology;

import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.streams.domain.window.Admission;

/** What a summary must be like before its figures are looked at: agents may write summaries too. */
final class SummaryCheck {
    private SummaryCheck() {}

    /**
     * @param latestMicros an agent's window that begins later than this is refused; of stage 1's, stage 1 took care
     * @throws IllegalArgumentException saying in words for a person why it cannot be used
     */
    static void check(OperationSummary summary, long baseMicros, long latestMicros) {
        if (summary == null) {
            throw new IllegalArgumentException("a summary has no value");
        }
        if (summary.getOperation().isEmpty()) {
            return; // a watermark alone
        }
        if (summary.getNode().isEmpty()) { // its rows would take the place of those over all nodes
            throw new IllegalArgumentException("the node has no name");
        }
        long start = Times.micros(summary.getWindowStart());
        long latest = summary.getSource() < 0 ? latestMicros : Long.MAX_VALUE;
        String refusal = Admission.refusalOfTime(start, 0, latest);
        if (refusal != null) {
            throw new IllegalArgumentException(refusal);
        }
        if (summary.getWindowMillis() != Times.millis(baseMicros) || start % baseMicros != 0) {
            throw new IllegalArgumentException("a summary of " + summary.getWindowMillis() + " ms from "
                    + summary.getWindowStart() + " is not of a base window of " + Times.millis(baseMicros) + " ms");
        }
    }
}
