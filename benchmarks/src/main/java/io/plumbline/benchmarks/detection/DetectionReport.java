package io.plumbline.benchmarks.detection;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.plumbline.benchmarks.run.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What each detector did on each kind of series. */
public record DetectionReport(int seeds, List<Cell> cells) implements Report {
    private static final Shape CLEAN = Shape.clean(240);
    private static final List<Shape> SMALL_STEPS = List.of(Shape.step(240, 1.1), Shape.step(240, .9));
    private static final List<Shape> LARGE_STEPS = List.of(Shape.step(240, 1.2), Shape.step(240, .8));
    private static final List<Shape> OTHERS =
            List.of(Shape.clean(50), Shape.step(50, 1.2), Shape.clean(500), Shape.step(500, 1.1), Shape.threeSteps());

    /** One detector on the series of one shape and noise. */
    public record Cell(String detector, Noise noise, Shape shape, Score score) {}

    public DetectionReport {
        cells = List.copyOf(cells);
    }

    /** Reads {@code seeds} series of each shape and noise with each detector. */
    public static DetectionReport measure(int seeds) {
        List<Shape> shapes = new ArrayList<>(List.of(CLEAN));
        shapes.addAll(SMALL_STEPS);
        shapes.addAll(LARGE_STEPS);
        shapes.addAll(OTHERS);
        List<Cell> cells = new ArrayList<>();
        for (Map.Entry<String, Detector> contender : Contenders.all().entrySet()) {
            for (Noise noise : Noise.values()) {
                for (Shape shape : shapes) {
                    Score score = score(contender.getValue(), shape, noise, seeds);
                    cells.add(new Cell(contender.getKey(), noise, shape, score));
                }
            }
        }
        return new DetectionReport(seeds, cells);
    }

    static Score score(Detector detector, Shape shape, Noise noise, int seeds) {
        return LongStream.range(0, seeds)
                .parallel()
                .mapToObj(seed -> Score.of(detector, Sample.of(shape, noise, seed)))
                .reduce(Score.NONE, Score::plus);
    }

    /** Four tables, in Markdown. */
    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add("False points in 240 points without a change:");
        lines.addAll(table(CLEAN::equals, score -> String.format(Locale.ROOT, "%.2f", score.wrongPerSeries())));
        lines.add("");
        lines.add(
                "Steps of 10 % in the middle of 240 points: recall, median delay in points, false points per series:");
        lines.addAll(table(SMALL_STEPS::contains, DetectionReport::steps));
        lines.add("");
        lines.add("Steps of 20 %, likewise:");
        lines.addAll(table(LARGE_STEPS::contains, DetectionReport::steps));
        lines.add("");
        lines.add("All shapes, those without a change included: precision, recall, F1:");
        lines.addAll(table(shape -> true, DetectionReport::quality));
        return lines;
    }

    @Override
    public Object document() {
        ArrayNode root = JSON.createArrayNode();
        for (Cell cell : cells) {
            root.addObject()
                    .put("detector", cell.detector)
                    .put("noise", cell.noise.name())
                    .put("shape", cell.shape.name())
                    .put("series", cell.score.series())
                    .put("changes", cell.score.changes())
                    .put("found", cell.score.found())
                    .put("wrong", cell.score.wrong())
                    .put("medianDelay", cell.score.delay(.5))
                    .put("delay95", cell.score.delay(.95));
        }
        return root;
    }

    /** A row for each noise and one for all of them. */
    private List<String> table(Predicate<Shape> shapes, Function<Score, String> text) {
        List<String> lines = new ArrayList<>();
        lines.add("| noise | " + String.join(" | ", Contenders.all().keySet()) + " |");
        lines.add("|---|" + "--:|".repeat(Contenders.all().size()));
        for (Noise noise : Noise.values()) {
            lines.add(row(noise.title(), cell -> cell.noise == noise && shapes.test(cell.shape), text));
        }
        lines.add(row("**all**", cell -> shapes.test(cell.shape), text));
        return lines;
    }

    private String row(String title, Predicate<Cell> chosen, Function<Score, String> text) {
        return Contenders.all().keySet().stream()
                .map(detector -> text.apply(total(cell -> cell.detector.equals(detector) && chosen.test(cell))))
                .collect(Collectors.joining(" | ", "| " + title + " | ", " |"));
    }

    private Score total(Predicate<Cell> chosen) {
        return cells.stream().filter(chosen).map(Cell::score).reduce(Score.NONE, Score::plus);
    }

    private static String steps(Score score) {
        String delay = score.delay(.5) == null ? "" : ", %d".formatted(score.delay(.5));
        return String.format(Locale.ROOT, "%.3f%s, %.2f", score.recall(), delay, score.wrongPerSeries());
    }

    private static String quality(Score score) {
        String precision = score.precision() == null ? "-" : String.format(Locale.ROOT, "%.3f", score.precision());
        return String.format(Locale.ROOT, "%s, %.3f, **%.3f**", precision, score.recall(), score.f1());
    }
}
