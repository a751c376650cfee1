package io.plumbline.streams.topology;

import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.streams.domain.window.Admission;

/** What a summary must be like before its figures are looked at: agents may write summaries too. */
final class SummaryCheck {
    private SummaryCheck() {}

    /**
     * @param admission of an agent's windows; of stage 1's, stage 1 took care
     * @throws IllegalArgumentException saying in words for a person why it cannot be used
     */
    static void check(OperationSummary summary, WindowConfig config, Admission admission) {
        if (summary == null) {
            throw new IllegalArgumentException("a summary has no value");
        }
        if (summary.getOperation().isEmpty()) {
            return; // a watermark alone
        }
        boolean isAgents = summary.getSource() < 0;
        if (isAgents && summary.getNode().isEmpty()) { // its rows would take the place of those over all nodes
            throw new IllegalArgumentException("the node has no name");
        }
        long start = Times.micros(summary.getWindowStart());
        String refusal = isAgents ? admission.refusalOfTime(start) : null;
        if (refusal != null) {
            throw new IllegalArgumentException(refusal);
        }
        boolean isSpan = !isAgents && !summary.getNode().isEmpty();
        checkWindow(summary, start, isSpan ? config.nodeBaseMicros() : config.baseMicros());
    }

    private static void checkWindow(OperationSummary summary, long start, long sizeMicros) {
        if (summary.getWindowMillis() != Times.millis(sizeMicros) || start % sizeMicros != 0) {
            throw new IllegalArgumentException("a summary of " + summary.getWindowMillis() + " ms from "
                    + summary.getWindowStart() + " is not of a window of " + Times.millis(sizeMicros) + " ms");
        }
    }
}
