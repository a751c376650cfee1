package io.plumbline.cli.simulate;

import static java.util.stream.Collectors.joining;

import io.plumbline.producers.simulation.ClusterConfig;
import io.plumbline.producers.simulation.Condition;
import io.plumbline.producers.simulation.Crash;
import io.plumbline.producers.simulation.Faults;
import io.plumbline.producers.simulation.Partition;
import io.plumbline.producers.simulation.Protocol;
import io.plumbline.producers.simulation.SignatureCosts;
import java.time.Duration;
import java.util.Locale;

/** A simulated cluster in words; the JSON document has all of it. */
final class ClusterText {
    private static final double NANOS_OF_MILLI = 1e6;

    private final StringBuilder text = new StringBuilder();

    private ClusterText() {}

    static String of(ClusterConfig config) {
        ClusterText text = new ClusterText();
        text.line("links", "%s of %s", config.topology(), links(config.condition()));
        text.line(
                "nodes",
                "%s: %d processors, %d MiB, as in %s",
                config.profile().name(),
                config.profile().processors(),
                config.profile().memoryMebibytes(),
                config.environment());
        text.faults(config.faults());
        text.line("offered", "%.4g operations/s", config.offeredPerSecond());
        text.line("signatures", "%s", signatures(config.signatures()));
        text.line("protocol", "%s", protocol(config.protocol()));
        return text.text.toString();
    }

    private static String links(Condition condition) {
        return format(
                "%s: %s to %s ms, %s %% lost%s",
                condition.name(),
                plain(condition.minLatencyMillis()),
                plain(condition.maxLatencyMillis()),
                plain(100 * condition.loss()),
                condition.isBandwidthLimited() ? ", " + plain(condition.megabitsPerSecond()) + " Mbit/s" : "");
    }

    private void faults(Faults faults) {
        if (faults.byzantineRatio() > 0) {
            line(
                    "Byzantine",
                    "%s %% of the nodes: %s",
                    plain(100 * faults.byzantineRatio()),
                    faults.behaviours().stream().map(Object::toString).collect(joining(", ")));
        }
        for (Crash crash : faults.crashes()) {
            line("crash", "%s", outage(crash.share(), crash.at(), crash.lasting()));
        }
        for (Partition partition : faults.partitions()) {
            line("partition", "%s", outage(partition.share(), partition.at(), partition.lasting()));
        }
    }

    private static String outage(double share, Duration at, Duration lasting) {
        return format("%s %% of the nodes from %s on for %s", plain(100 * share), seconds(at), seconds(lasting));
    }

    private static String signatures(SignatureCosts costs) {
        return format(
                "%s: %.3g ms to sign, %.3g ms to verify, %d bytes; %s",
                costs.algorithm(),
                costs.signNanos() / NANOS_OF_MILLI,
                costs.verifyNanos() / NANOS_OF_MILLI,
                costs.signatureBytes(),
                costs.source());
    }

    private static String protocol(Protocol protocol) {
        return format(
                "%s, %d at a time, each of at most %d operations of %d bytes%s",
                protocol.rotating() ? "each node proposes in turn" : "one node proposes until it is voted out",
                protocol.pipeline(),
                protocol.blockOperations(),
                protocol.operationBytes(),
                protocol.quorum() == 0 ? "" : "; a quorum of " + protocol.quorum());
    }

    private void line(String name, String format, Object... values) {
        text.append(format("  %-20s %s\n", name, format(format, values)));
    }

    private static String seconds(Duration duration) {
        return plain(duration.toNanos() / 1e9) + " s";
    }

    /** Without digits that say nothing: 50, 0.1. */
    private static String plain(double value) {
        return format("%.6f", value).replaceFirst("\\.?0+$", "");
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
