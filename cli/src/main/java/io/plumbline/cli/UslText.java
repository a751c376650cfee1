package io.plumbline.cli;

import io.plumbline.streams.domain.scaling.Coefficients;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A fit for people. */
record UslText(UslDocument document, double greatestLoad) {
    String all() {
        List<String> lines = new ArrayList<>();
        if (document.chosen() != null) {
            fit(lines);
        }
        document.warnings().forEach(warning -> lines.add("! " + warning));
        return String.join(System.lineSeparator(), lines);
    }

    private void fit(List<String> lines) {
        lines.add(document.points() + " points, best described by " + document.chosen() + " (AICc " + ranks() + ")");
        lines.add("");
        lines.add(String.format(Locale.ROOT, "%-8s%12s%12s   %s", "", "ESTIMATE", "STD ERROR", "95 % INTERVAL"));
        lines.add(estimate("alpha", document.alpha()) + "   contention");
        lines.add(estimate("beta", document.beta()) + "   coherency");
        lines.add(estimate("gamma", document.gamma()) + "   throughput of one unit of load");
        lines.add("");
        lines.add(peak());
        lines.add(costs());
        lines.add(number("residual standard error %s", document.residualStandardError()));
    }

    private String ranks() {
        return String.join(
                ", ",
                document.models().stream()
                        .map(model -> model.name() + " "
                                + (model.aicc() == null ? "?" : String.format(Locale.ROOT, "%.2f", model.aicc())))
                        .toList());
    }

    private String peak() {
        UslDocument.Maximum peak = document.peak();
        return peak == null
                ? "no peak observed"
                : number("peak at load %s", peak.load())
                        + " (" + interval(peak.low(), peak.high()) + ")"
                        + number(": throughput %s", peak.throughput());
    }

    private String costs() {
        Coefficients law = new Coefficients(
                document.alpha().value(),
                document.beta().value(),
                document.gamma().value());
        double contention = law.contentionAt(greatestLoad);
        double coherency = law.coherencyAt(greatestLoad);
        return number("at load %s", greatestLoad)
                + number(" each unit of work takes 1 + %s (contention)", contention)
                + number(" + %s (coherency) times as long as alone", coherency);
    }

    private static String estimate(String name, UslDocument.Estimate estimate) {
        String error = estimate.standardError() == null ? "-" : number("%s", estimate.standardError());
        return String.format(
                Locale.ROOT,
                "%-8s%12s%12s   %-24s",
                name,
                number("%s", estimate.value()),
                error,
                interval(estimate.low(), estimate.high()));
    }

    private static String interval(double low, Double high) {
        return number("%s .. ", low) + (high == null ? "?" : number("%s", high));
    }

    /** Four significant digits. */
    private static String number(String words, double value) {
        return String.format(Locale.ROOT, words, String.format(Locale.ROOT, "%.4g", value));
    }
}
