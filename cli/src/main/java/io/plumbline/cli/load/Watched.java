package io.plumbline.cli.load;

import io.plumbline.producers.load.ProcessTrace;
import io.plumbline.streams.domain.trend.MemoryGrowth;
import io.plumbline.streams.domain.trend.MemoryVerdict;
import io.plumbline.streams.domain.trend.TimedValue;
import java.util.List;
import java.util.Locale;

/**
 * What the target's process used, and whether it keeps memory that it no longer needs.
 *
 * @param memory stable, leaking or inconclusive
 * @param memoryText the same in words, with the slope and its 95 % interval
 */
record Watched(ProcessTrace.Usage usage, String memory, String memoryText) {
    /** Null if no process was watched. */
    static Watched of(ProcessTrace trace) {
        if (trace == null) {
            return null;
        }
        List<TimedValue> samples = trace.points().stream()
                .filter(point -> point.residentBytes() != null)
                .map(point -> new TimedValue(point.seconds(), point.residentBytes()))
                .toList();
        MemoryVerdict verdict = MemoryGrowth.DEFAULT.judge(samples);
        return new Watched(trace.usage(), verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT), words(verdict));
    }

    boolean leaks() {
        return memory.equals("leaking");
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "process %d: peak %s MB, mean %s MB, %s processors; memory is %s: %s",
                usage.pid(),
                number(usage.peakBytes() == null ? null : (Double) (usage.peakBytes() / 1e6)),
                number(usage.meanBytes() == null ? null : (Double) (usage.meanBytes() / 1e6)),
                number(usage.cpuProcessors()),
                memory,
                memoryText);
    }

    private static String words(MemoryVerdict verdict) {
        if (verdict instanceof MemoryVerdict.Leaking leaking) {
            return String.format(
                    Locale.ROOT,
                    "it grows by %.4g B/s (%.4g .. %.4g)",
                    leaking.slope().value(),
                    leaking.slope().low(),
                    leaking.slope().high());
        } else if (verdict instanceof MemoryVerdict.Stable stable) {
            return String.format(
                    Locale.ROOT,
                    "at most %.4g B/s could be hidden",
                    stable.slope().high());
        }
        return ((MemoryVerdict.Inconclusive) verdict).reason();
    }

    private static String number(Double value) {
        return value == null ? "?" : String.format(Locale.ROOT, "%.4g", value);
    }
}
