package io.plumbline.cli.network;

import io.plumbline.producers.figure.Claim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What {@code plumbline validate --output json} prints: docs/formats.md.
 *
 * @param verdict the worst of all claims
 */
record ValidationDocument(String peer, Claim.Verdict verdict, List<Claim> claims) {
    static ValidationDocument of(String peer, List<Claim> claims) {
        Claim.Verdict worst = claims.stream()
                .map(Claim::verdict)
                .max(Comparator.naturalOrder())
                .orElse(Claim.Verdict.WARN);
        return new ValidationDocument(peer, worst, List.copyOf(claims));
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%-8s%-12s%12s  %-36s%8s",
                "VERDICT",
                "",
                "EXPECTED",
                "95 % KEEP (90 % INTERVAL)",
                "SAMPLES"));
        claims.forEach(claim -> lines.add(line(claim)));
        lines.add(verdict + ": " + words());
        return String.join(System.lineSeparator(), lines);
    }

    private String words() {
        return switch (verdict) {
            case PASS -> "everything is kept, at 90 % confidence";
            case WARN -> "not everything is certain; measure longer, or expect less";
            case FAIL -> "not everything is kept, at 90 % confidence";
        };
    }

    private static String line(Claim claim) {
        String interval = number(claim.measured()) + " " + claim.unit() + " (" + orUnknown(claim.low()) + " .. "
                + orUnknown(claim.high()) + ")";
        return String.format(
                Locale.ROOT,
                "%-8s%-12s%12s  %-36s%8d",
                claim.verdict(),
                claim.name(),
                number(claim.expected()) + " " + claim.unit(),
                interval,
                claim.samples());
    }

    private static String orUnknown(Double value) {
        return value == null ? "?" : number(value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
