package io.plumbline.cli.benchmark;

import io.plumbline.producers.figure.Distribution;
import io.plumbline.producers.signature.RoundCost;
import io.plumbline.producers.signature.SignatureFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code plumbline benchmark signatures --output json} prints: docs/formats.md. */
record SignaturesDocument(List<SignatureFigures> algorithms, List<Round> rounds) {
    private static final double NANOS_OF_MICRO = 1e3;
    private static final double NANOS_OF_MILLI = 1e6;

    record Round(String algorithm, int nodes, int quorum, int phases, double cpuNanos, long signatureBytes) {
        static Round of(String algorithm, RoundCost cost) {
            return new Round(
                    algorithm, cost.nodes(), cost.quorum(), cost.phases(), cost.cpuNanos(), cost.signatureBytes());
        }
    }

    static SignaturesDocument of(List<SignatureFigures> algorithms, List<Integer> nodes, int phases) {
        List<Round> rounds = nodes.stream()
                .flatMap(n -> algorithms.stream().map(a -> Round.of(a.algorithm(), a.round(n, phases))))
                .toList();
        return new SignaturesDocument(List.copyOf(algorithms), rounds);
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%-11s%-11s%8s%10s  %-26s%-26s%-26s",
                "ALGORITHM",
                "BY",
                "KEY B",
                "SIGN. B",
                "GENERATE P50 (90 %) µs",
                "SIGN P50 (90 %) µs",
                "VERIFY P50 (90 %) µs"));
        algorithms.forEach(figures -> lines.add(line(figures)));
        lines.add("");
        lines.add("What it adds to one round of consensus, for each node:");
        lines.add(String.format(
                Locale.ROOT, "%7s%8s%8s  %-11s%14s%16s", "NODES", "QUORUM", "PHASES", "ALGORITHM", "CPU ms", "BYTES"));
        rounds.forEach(round -> lines.add(line(round)));
        lines.add("");
        algorithms.forEach(figures -> lines.add(figures.algorithm() + ": " + figures.source()));
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(SignatureFigures figures) {
        return String.format(
                Locale.ROOT,
                "%-11s%-11s%8d%10d  %-26s%-26s%-26s",
                figures.algorithm(),
                figures.implementation(),
                figures.publicKeyBytes(),
                figures.signatureBytes(),
                micros(figures.generateNanos()),
                micros(figures.signNanos()),
                micros(figures.verifyNanos()));
    }

    private static String line(Round round) {
        return String.format(
                Locale.ROOT,
                "%7d%8d%8d  %-11s%14.3f%16d",
                round.nodes(),
                round.quorum(),
                round.phases(),
                round.algorithm(),
                round.cpuNanos() / NANOS_OF_MILLI,
                round.signatureBytes());
    }

    private static String micros(Distribution nanos) {
        return micros(nanos.p50().value()) + " (" + micros(nanos.p50().low()) + " .. "
                + micros(nanos.p50().high()) + ")";
    }

    private static String micros(Double nanos) {
        return nanos == null ? "?" : String.format(Locale.ROOT, "%.1f", nanos / NANOS_OF_MICRO);
    }
}
