package io.plumbline.cli.load;

import io.plumbline.producers.load.Overhead;
import java.util.Locale;

/** What {@code plumbline load overhead} prints as JSON: docs/formats.md. */
record OverheadDocument(String target, String with, Overhead.Result result) {
    String text() {
        String ratio = String.format(
                Locale.ROOT,
                "%.4f (%.4f .. %.4f)",
                result.ratio().value(),
                result.ratio().low(),
                result.ratio().high());
        return String.join(
                System.lineSeparator(),
                target + ": " + Lines.number(result.aMillis()) + " ms",
                with + ": " + Lines.number(result.bMillis()) + " ms",
                "ratio " + ratio + " over " + result.rounds() + " rounds; efficiency "
                        + Lines.percent(result.efficiency()) + "; " + result.errors() + " errors",
                result.verdict() + ": " + words());
    }

    private String words() {
        String tolerance = "a tolerance of " + Lines.percent(result.tolerance());
        return switch (result.verdict()) {
            case WITHIN -> "the whole interval is within " + tolerance;
            case BEYOND -> "the whole interval is beyond " + tolerance;
            case INCONCLUSIVE -> "the interval holds " + tolerance + "; take more rounds";
        };
    }
}
