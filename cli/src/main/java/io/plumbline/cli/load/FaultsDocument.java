package io.plumbline.cli.load;

import io.plumbline.producers.load.FaultAnalysis;
import io.plumbline.producers.load.FaultScenario;
import io.plumbline.producers.load.LoadSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code plumbline load faults} prints as JSON: docs/formats.md.
 *
 * @param slowMillis operations that take longer are bad
 * @param detectionMillis from the fault; null: no operation showed it
 * @param recoveryMillis from the heal; null: not seen within the run; 0: it was well, or nothing had shown
 * @param impairedMillis from the first bad operation to recovery; null: none was, or it did not end
 * @param lost operations that the target lost, by its own account; null: it was not asked
 */
record FaultsDocument(
        String target,
        String run,
        double faultSeconds,
        double healSeconds,
        LoadSummary baseline,
        double slowMillis,
        Double detectionMillis,
        Double recoveryMillis,
        Double impairedMillis,
        long failed,
        long slow,
        Long lost) {
    private static final double NANOS_OF_MILLI = 1e6;
    private static final double NANOS = 1e9;

    static FaultsDocument of(String target, LoadSession session, FaultScenario.Outcome outcome, Long lost) {
        FaultAnalysis.Result result = outcome.result();
        return new FaultsDocument(
                target,
                session.run(),
                outcome.faultNanos() / NANOS,
                outcome.healNanos() / NANOS,
                result.baseline(),
                result.slowNanos() / NANOS_OF_MILLI,
                millis(result.detectionNanos()),
                millis(result.recoveryNanos()),
                millis(result.impairedNanos()),
                result.failed(),
                result.slow(),
                lost);
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("fault on " + target + " after " + Lines.number(faultSeconds) + " s, healed after "
                + Lines.number(healSeconds) + " s");
        lines.add("before it: P99 " + Lines.p99(baseline) + " ms, errors " + Lines.percent(baseline.errorShare())
                + "; slow is more than " + Lines.number(slowMillis) + " ms");
        if (detectionMillis == null) {
            lines.add("no operation showed the fault");
        } else {
            lines.add("detected after " + Lines.number(detectionMillis) + " ms; " + failed + " operations failed, "
                    + slow + " were slow");
            lines.add(
                    recoveryMillis == null
                            ? "! not recovered within the run"
                            : "recovered " + Lines.number(recoveryMillis) + " ms after the heal; impaired for "
                                    + Lines.number(impairedMillis) + " ms");
        }
        lines.add(lost == null ? "lost operations: not asked (--loss-command)" : lost + " operations were lost");
        return String.join(System.lineSeparator(), lines);
    }

    private static Double millis(Long nanos) {
        return nanos == null ? null : (Double) (nanos / NANOS_OF_MILLI);
    }
}
