package io.plumbline.benchmarks.agent;

import io.plumbline.benchmarks.run.Machine;
import io.plumbline.benchmarks.run.Report;
import java.util.ArrayList;
import java.util.List;

/**
 * The result, for people and for machines.
 *
 * @param started when, in ISO form
 * @param rate measurements that each agent was handed in a second, beside its own
 * @param seconds that counted
 */
public record AgentReport(String started, Machine machine, int rate, long seconds, List<Line> lines) implements Report {
    /** Of one core. */
    public static final double MOST_CPU = .01;

    public static final long MOST_BYTES = 128L << 20;

    private static final double MEBI = 1 << 20;

    /**
     * One agent.
     *
     * @param hostIntervalMillis between two samples of the host
     * @param cpu processors that it kept busy
     * @param residentBytes at the end
     * @param peakBytes the most since its start
     * @param storedBytesPerSecond what its records took on the broker's disk
     */
    public record Line(
            long hostIntervalMillis, double cpu, long residentBytes, long peakBytes, double storedBytesPerSecond) {
        boolean withinLimits() {
            return cpu <= MOST_CPU && peakBytes <= MOST_BYTES;
        }
    }

    /** Whether each agent took no more than it may. */
    public boolean withinLimits() {
        return lines.stream().allMatch(Line::withinLimits);
    }

    /** A table in Markdown. */
    @Override
    public List<String> text() {
        List<String> text = new ArrayList<>();
        text.add("%s; %s".formatted(started, machine.text()));
        text.add("two probes each second, %,d measurements/s handed over; over %d s after the warm-up"
                .formatted(rate, seconds));
        text.add("");
        text.add("| host sampled each | of a core | resident, MiB | most, MiB | to Kafka, bytes/s | within 1 % and 128"
                + " MiB |");
        text.add("|--:|--:|--:|--:|--:|---|");
        lines.stream().map(AgentReport::row).forEach(text::add);
        return text;
    }

    @Override
    public Object document() {
        return this;
    }

    private static String row(Line line) {
        return "| %d ms | %.2f %% | %.1f | %.1f | %,.0f | %s |"
                .formatted(
                        line.hostIntervalMillis(),
                        100 * line.cpu(),
                        line.residentBytes() / MEBI,
                        line.peakBytes() / MEBI,
                        line.storedBytesPerSecond(),
                        line.withinLimits() ? "yes" : "NO");
    }
}
