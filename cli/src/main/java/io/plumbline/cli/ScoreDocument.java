package io.plumbline.cli;

import io.plumbline.streams.domain.score.Component;
import io.plumbline.streams.domain.score.Part;
import io.plumbline.streams.domain.score.Score;
import io.plumbline.streams.domain.score.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code plumbline score --output json} prints. All points are rounded down to a tenth, and what is missing or must be
 * reached to the safe side.
 *
 * @param components points of each
 * @param decomposition the same with the figures, the weights and what each adds to the score
 * @param nextGrade null at the best grade
 */
record ScoreDocument(
        double score, String grade, Map<String, Double> components, List<Entry> decomposition, Next nextGrade) {
    private static final double TENTHS = 10;
    private static final double THOUSANDTHS = 1000;
    private static final double ROUNDING = 1e-9;

    record Entry(String component, double figure, String unit, double points, double weight, double contribution) {}

    record Next(String grade, double missing, List<Change> changes) {}

    record Change(String component, double from, double to, String unit) {}

    static ScoreDocument of(Score score) {
        Map<String, Double> components = new LinkedHashMap<>();
        score.parts().forEach(part -> components.put(name(part.component()), down(part.points(), TENTHS)));
        return new ScoreDocument(
                down(score.points(), TENTHS),
                score.grade().toString(),
                components,
                score.parts().stream().map(ScoreDocument::entry).toList(),
                score.next().map(ScoreDocument::next).orElse(null));
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%.1f of 100, grade %s", score, grade));
        lines.add("");
        for (Entry entry : decomposition) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-12s%12s %-6s%6.1f points x %.2f = %5.1f",
                    entry.component,
                    plain(entry.figure),
                    entry.unit,
                    entry.points,
                    entry.weight,
                    entry.contribution));
        }
        if (nextGrade != null) {
            lines.add("");
            lines.add(String.format(
                    Locale.ROOT,
                    "%.1f more for %s; the cheapest step: %s",
                    nextGrade.missing,
                    nextGrade.grade,
                    String.join(
                            " and ",
                            nextGrade.changes.stream().map(ScoreDocument::words).toList())));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static Entry entry(Part part) {
        return new Entry(
                name(part.component()),
                part.figure(),
                part.component().unit(),
                down(part.points(), TENTHS),
                part.weight(),
                down(part.contribution(), TENTHS));
    }

    private static Next next(Step step) {
        return new Next(
                step.grade().toString(),
                up(step.missing(), TENTHS),
                step.changes().stream()
                        .map(change -> new Change(
                                name(change.component()),
                                change.from(),
                                safe(change),
                                change.component().unit()))
                        .toList());
    }

    /** Rounded so that it still reaches the grade. */
    private static double safe(Step.Change change) {
        return change.to() < change.from() ? down(change.to(), THOUSANDTHS) : up(change.to(), THOUSANDTHS);
    }

    private static String words(Change change) {
        return change.component + " from " + plain(change.from) + " to " + plain(change.to) + " " + change.unit;
    }

    private static String plain(double figure) {
        return figure == Math.rint(figure) ? String.format(Locale.ROOT, "%.0f", figure) : String.valueOf(figure);
    }

    private static double down(double value, double parts) {
        return Math.floor(value * parts + ROUNDING) / parts;
    }

    private static double up(double value, double parts) {
        return Math.ceil(value * parts - ROUNDING) / parts;
    }

    private static String name(Component component) {
        return component.name().toLowerCase(Locale.ROOT);
    }
}
