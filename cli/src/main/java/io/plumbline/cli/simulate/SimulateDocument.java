package io.plumbline.cli.simulate;

import io.plumbline.producers.simulation.ClusterConfig;
import io.plumbline.producers.simulation.SimulationResult;
import io.plumbline.schemas.event.Origin;
import io.plumbline.sketch.Sketch;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code plumbline simulate --output json} prints: simulated figures of the measured time, but for {@code speed}. A figure
 * that there is none of is null.
 *
 * @param configuration all that the run depends on, with the seed
 * @param publishedRecords that Kafka has stored; null where nothing was to be published
 */
record SimulateDocument(
        Origin origin,
        Map<String, String> configuration,
        long seed,
        double measuredSeconds,
        long committed,
        long failed,
        double operationsPerSecond,
        Double successShare,
        Latency latencyMillis,
        long rounds,
        Messages messages,
        double bytesPerSecondOfNode,
        double cpuShare,
        double cpuShareGreatest,
        long memoryBytesGreatest,
        long viewChanges,
        long invalidSignatures,
        long equivocations,
        long safetyViolations,
        Long publishedRecords,
        Speed speed) {
    private static final double NANOS_OF_MILLI = 1e6;

    /** Of committed operations, from when their clients meant to ask. */
    record Latency(double mean, double p50, double p95, double p99, double max) {
        static Latency of(Sketch nanos) {
            return nanos.isEmpty()
                    ? null
                    : new Latency(
                            nanos.mean() / NANOS_OF_MILLI,
                            nanos.quantile(.5) / NANOS_OF_MILLI,
                            nanos.quantile(.95) / NANOS_OF_MILLI,
                            nanos.quantile(.99) / NANOS_OF_MILLI,
                            nanos.max() / NANOS_OF_MILLI);
        }
    }

    /**
     * Transmissions over one link each.
     *
     * @param overhead sent for each that the decided rounds need at least: a proposal and a quorum's votes in two phases, to
     *     each other node
     */
    record Messages(
            long sent,
            long delivered,
            long lost,
            long retransmitted,
            long refused,
            Double perOperation,
            Double overhead) {
        static Messages of(SimulationResult result) {
            return new Messages(
                    result.messagesSent(),
                    result.messagesDelivered(),
                    result.messagesLost(),
                    result.messagesRetransmitted(),
                    result.messagesRefused(),
                    orNull((double) result.messagesSent() / result.committed()),
                    orNull((double) result.messagesSent() / result.messagesNeeded()));
        }
    }

    /**
     * How fast this machine simulated: the only figures here that are measured.
     *
     * @param wallSeconds of the whole run, warm-up included
     * @param operationsPerWallSecond committed operations of the measured time
     * @param messagesPerWallSecond messages sent in it
     */
    record Speed(double wallSeconds, double operationsPerWallSecond, double messagesPerWallSecond) {}

    static SimulateDocument of(
            ClusterConfig config, long seed, SimulationResult result, Long publishedRecords, double wallSeconds) {
        double seconds = result.measured().toNanos() / 1e9;
        return new SimulateDocument(
                Origin.SIMULATED,
                config.flat(),
                seed,
                seconds,
                result.committed(),
                result.failed(),
                result.operationsPerSecond(),
                orNull(result.successShare()),
                Latency.of(result.latency()),
                result.rounds(),
                Messages.of(result),
                result.bytesSent() / seconds / config.nodes(),
                result.cpuShare(),
                result.cpuShareGreatest(),
                result.memoryBytesGreatest(),
                result.viewChanges(),
                result.invalidSignatures(),
                result.equivocations(),
                result.safetyViolations(),
                publishedRecords,
                new Speed(wallSeconds, result.committed() / wallSeconds, result.messagesSent() / wallSeconds));
    }

    private static Double orNull(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** @param config of the run */
    String text(ClusterConfig config) {
        StringBuilder text = new StringBuilder();
        line(text, "SIMULATED, seed %d: %d nodes", seed, config.nodes());
        text.append(ClusterText.of(config));
        line(text, "over %.0f s of virtual time:", measuredSeconds);
        line(text, "  operations           %d committed, %d given up, %.4g/s", committed, failed, operationsPerSecond);
        if (latencyMillis != null) {
            line(
                    text,
                    "  latency              mean %.4g ms, P50 %.4g, P95 %.4g, P99 %.4g, max %.4g (from the intended start)",
                    latencyMillis.mean,
                    latencyMillis.p50,
                    latencyMillis.p95,
                    latencyMillis.p99,
                    latencyMillis.max);
        }
        line(text, "  rounds               %d decided, %d times a node lost patience", rounds, viewChanges);
        line(
                text,
                "  messages             %d sent, %d lost and %d of them sent again, %d refused for lack of memory",
                messages.sent,
                messages.lost,
                messages.retransmitted,
                messages.refused);
        line(text, "  bandwidth            %.4g bytes/s sent by a node", bytesPerSecondOfNode);
        line(
                text,
                "  processors           %.3g %% busy, of the busiest node %.3g %%",
                100 * cpuShare,
                100 * cpuShareGreatest);
        line(text, "  memory               %.4g MiB of the fullest node", memoryBytesGreatest / (double) (1 << 20));
        line(
                text,
                "  attacks seen         %d invalid signatures, %d contradicting proposals",
                invalidSignatures,
                equivocations);
        line(
                text,
                "  agreement            %s",
                safetyViolations == 0 ? "kept" : "BROKEN " + safetyViolations + " times");
        if (publishedRecords != null) {
            line(text, "  published            %d records", publishedRecords);
        }
        line(
                text,
                "measured here: %.3g s for it, %.4g simulated operations and %.4g messages per second of wall time",
                speed.wallSeconds,
                speed.operationsPerWallSecond,
                speed.messagesPerWallSecond);
        return text.toString().stripTrailing();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
