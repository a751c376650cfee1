package io.plumbline.cli;

import io.plumbline.settings.ConfigException;
import io.plumbline.streams.domain.score.Performance;
import io.plumbline.streams.topology.ScoreConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline score --throughput T --latency-ms L --success-rate S --max-nodes N}. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description =
                "Score performance from 0 to 100 with a grade from A+ to D, and name the cheapest step to the next.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline score --throughput 1.07 --latency-ms 238 --success-rate 100 \\",
            "      --max-nodes 40 --output json",
            "",
            "Settings, by --set, the environment or --config, and their defaults:",
            "               .weight .none (no points) .full (100 points)",
            "  score.throughput  0.3                 0                  20 ops/s",
            "  score.latency     0.3               100                   0 ms",
            "  score.reliability 0.2                 0                 100 %",
            "  score.scalability 0.2                 0                 100 nodes",
            "Weights add up to 1. Points are rounded down to a tenth, so that no score looks",
            "like a grade that it does not have."
        })
final class ScoreCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options;

    @Option(names = "--throughput", required = true, paramLabel = "RATE", description = "Operations per second.")
    private double throughput;

    @Option(names = "--latency-ms", required = true, paramLabel = "MS", description = "Mean latency in milliseconds.")
    private double latencyMillis;

    @Option(
            names = "--success-rate",
            required = true,
            paramLabel = "PERCENT",
            description = "Operations that succeeded, in percent: 99.5. A value of 1 or less needs a percent sign.")
    private String successRate;

    @Option(
            names = "--max-nodes",
            required = true,
            paramLabel = "NODES",
            description = "Greatest recommended number of nodes.")
    private int maxNodes;

    @Mixin
    private DocumentOutput output;

    @Override
    public Integer call() {
        ScoreDocument document = document();
        output.print(document, document::text);
        return ExitCode.FINE;
    }

    private ScoreDocument document() {
        try {
            Performance performance = new Performance(throughput, latencyMillis, percent(successRate), maxNodes);
            return ScoreDocument.of(ScoreConfig.scoring(options.settings()).score(performance));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }

    /** A share such as 0.995 is not taken for less than one percent: that would be a grade for a typing mistake. */
    private static double percent(String text) {
        boolean marked = text.endsWith("%");
        try {
            double value = Double.parseDouble(marked ? text.substring(0, text.length() - 1) : text);
            if (!marked && value > 0 && value <= 1) {
                throw new ConfigException("--success-rate is in percent: write " + 100 * value + " for a share of "
                        + value + ", or " + value + "% if so few succeeded");
            }
            return value;
        } catch (NumberFormatException e) {
            throw new ConfigException("--success-rate must be a percentage such as 99.5, was '" + text + "'");
        }
    }
}
