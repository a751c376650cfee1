package io.plumbline.cli.network;

import io.plumbline.producers.figure.Distribution;
import io.plumbline.producers.figure.Estimate;
import io.plumbline.producers.network.NetworkFigures;
import io.plumbline.producers.network.NetworkFigures.Throughput;
import io.plumbline.streams.domain.transport.NetworkTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code plumbline benchmark network --output json} prints: docs/formats.md.
 *
 * @param tier of the fastest transfer; null without one
 */
record NetworkDocument(NetworkFigures figures, NetworkTier tier) {
    private static final double NANOS_OF_MILLI = 1e6;
    private static final double GIGA = 1e9;

    static NetworkDocument of(NetworkFigures figures) {
        NetworkTier tier = figures.throughput().stream()
                .map(t -> t.bitsPerSecond().max())
                .max(Double::compare)
                .map(NetworkTier::of)
                .orElse(null);
        return new NetworkDocument(figures, tier);
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("Network to " + figures.peer());
        lines.add("");
        lines.add(String.format(Locale.ROOT, "%-30s%10s  %-28s%-28s", "", "SAMPLES", "P50 (90 %)", "P95 (90 %)"));
        lines.add(line("round trip, ms", figures.roundTripNanos(), NANOS_OF_MILLI));
        if (figures.connectNanos() != null) {
            lines.add(line("connection, ms", figures.connectNanos(), NANOS_OF_MILLI));
            lines.add(line("  with handshake, ms", figures.readyNanos(), NANOS_OF_MILLI));
        }
        figures.throughput().forEach(transfer -> throughput(transfer, lines));
        lines.add("");
        NetworkFigures.ConnectionRate rate = figures.connections();
        lines.add(String.format(
                Locale.ROOT,
                "%.0f connections each second by %d threads; %d of %d made%s",
                rate.perSecond(),
                rate.threads(),
                rate.made(),
                rate.tried(),
                rate.firstFailure() == null ? "" : "; first failure: " + rate.firstFailure()));
        if (figures.idle() != null) {
            lines.add(idle(figures.idle()));
        }
        if (figures.datagrams() != null) {
            lines.add(loss(figures.datagrams()));
        }
        if (tier != null) {
            lines.add("the network can do at least tier " + tier);
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static void throughput(Throughput transfer, List<String> lines) {
        String direction = transfer.direction().name().toLowerCase(Locale.ROOT);
        String streams = transfer.streams() == 1 ? "" : " x " + transfer.streams();
        lines.add(throughput(
                direction + " " + transfer.bytes() + " B" + streams + ", Gbps",
                transfer.bitsPerSecond(),
                transfer.bytes() * transfer.streams(),
                transfer.nanos()));
        if (transfer.streams() > 1) {
            lines.add(throughput(
                    "  each stream", transfer.streamBitsPerSecond(), transfer.bytes(), transfer.streamNanos()));
        }
    }

    /** P95 is what 95 % of the transfers reach. */
    private static String throughput(String name, Distribution bits, long bytes, Distribution nanos) {
        Estimate p95 = nanos.p95();
        double gigabits = 8e9 * bytes / GIGA;
        String reached = number(gigabits / p95.value()) + " ("
                + (p95.high() == null ? "?" : number(gigabits / p95.high())) + " .. "
                + (p95.low() == null ? "?" : number(gigabits / p95.low())) + ")";
        return String.format(
                Locale.ROOT, "%-30s%10d  %-28s%-28s", name, bits.count(), interval(bits.p50(), GIGA), reached);
    }

    private static String line(String name, Distribution samples, double unit) {
        return String.format(
                Locale.ROOT,
                "%-30s%10d  %-28s%-28s",
                name,
                samples.count(),
                interval(samples.p50(), unit),
                interval(samples.p95(), unit));
    }

    private static String idle(NetworkFigures.IdleCost idle) {
        return idle.opened() + " open connections cost the server, each: "
                + (idle.residentBytesEach() == null
                        ? "no memory that can be seen"
                        : number(idle.residentBytesEach()) + " B")
                + ", "
                + (idle.cpuNanosEach() == null
                        ? "no CPU that can be seen"
                        : number(idle.cpuNanosEach() / 1e3) + " µs to open");
    }

    private static String loss(NetworkFigures.Loss loss) {
        return String.format(
                Locale.ROOT,
                "%d of %d datagrams lost (%.3f %%), %d reordered, %d duplicated%s",
                loss.sent() - loss.received(),
                loss.sent(),
                100 * loss.lostShare(),
                loss.reordered(),
                loss.duplicates(),
                loss.kernelDrops() == null ? "" : "; the receiver's full buffer dropped " + loss.kernelDrops());
    }

    private static String interval(Estimate estimate, double unit) {
        return number(estimate.value() / unit) + " ("
                + (estimate.low() == null ? "?" : number(estimate.low() / unit)) + " .. "
                + (estimate.high() == null ? "?" : number(estimate.high() / unit)) + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
