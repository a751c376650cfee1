package io.plumbline.cli;

import io.plumbline.cli.baseline.Capture;
import io.plumbline.cli.baseline.GivenLevels;
import io.plumbline.reports.MergedWindows;
import io.plumbline.reports.WindowRange;
import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.event.BaselineSource;
import io.plumbline.settings.Settings;
import io.plumbline.sink.database.DatabaseConfig;
import io.plumbline.streams.domain.regression.watch.Metric;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumbline baseline capture}. */
@Command(
        name = "capture",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Make baselines of what was measured, or of levels that are given, and put them in force.",
            "Each replaces the former one of its series as a whole; metrics that are not in it are compared with their own past."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline baseline capture --system shop --from 24h --reason 'a quiet day'",
            "  plumbline baseline capture --system shop --from-run r42 --operation checkout.charge",
            "  plumbline baseline capture --system shop --from-release 1.4 --metrics p95,rate",
            "  plumbline baseline capture --system shop --operation checkout.charge --level p95=120ms --level success=99.9%",
            "  plumbline baseline capture --system shop --targets targets.csv --output json",
            "",
            "Percentiles are those of all events of the windows together, merged from their sketches. Without --node,",
            "operations are taken over all nodes, and the resources of every node. Needs kafka.*, registry.* and, unless",
            "levels are given, db.*, whose user needs to read the views only.",
            "Exit code 4: no windows match."
        })
final class BaselineCaptureCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SeriesOptions series;

    @Mixin
    private CaptureSource source;

    @Option(
            names = "--metrics",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Metrics to take (default: p50, p95, p99, mean, success, cpu and memory; rate and bytes say how"
                            + " much is asked of a system, not how well it does).")
    private List<String> metrics;

    @Mixin
    private DecisionOptions decision;

    @Mixin
    private SettingsOptions options;

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private OutputFormat output;

    @Override
    public Integer call() throws SQLException, ExecutionException, InterruptedException {
        BaselineSource kind = source.kind();
        Settings settings = options.settings();
        Instant now = Instant.now();
        Capture capture =
                new Capture(series.run(), metrics(), kind, source.name(), decision.author(), decision.reason(), now);
        List<Baseline> captured = kind == BaselineSource.TARGETS ? given(capture) : measured(capture, settings, now);
        return new BaselineChange(spec.commandLine(), settings, output)
                .write(present -> captured, "no windows with these metrics match: nothing was captured");
    }

    private List<Baseline> measured(Capture capture, Settings settings, Instant now) throws SQLException {
        WindowRange range = new WindowRange(
                series.system(),
                source.run(series.run()),
                series.operation(),
                series.node(),
                source.release(),
                source.from(now),
                source.to(now));
        try (Connection connection = DatabaseConfig.from(settings).connect("plumbline-baseline")) {
            MergedWindows windows = new MergedWindows(connection);
            List<Baseline> result = new ArrayList<>();
            windows.operations(range).stream().map(capture::of).forEach(result::add);
            if (series.operation() == null) {
                windows.nodes(range).stream().map(capture::of).forEach(result::add);
            }
            result.removeIf(baseline -> baseline.getMetrics().isEmpty());
            return result;
        }
    }

    private List<Baseline> given(Capture capture) {
        Map<GivenLevels.Subject, Map<Metric, Double>> levels =
                source.targets() == null ? onCommandLine() : GivenLevels.read(source.targets());
        return levels.entrySet().stream()
                .map(entry -> capture.of(
                        series.system(),
                        entry.getKey().operation(),
                        entry.getKey().node(),
                        entry.getValue()))
                .filter(series::matches)
                .toList();
    }

    private Map<GivenLevels.Subject, Map<Metric, Double>> onCommandLine() {
        GivenLevels.Subject subject = new GivenLevels.Subject(
                series.operation() == null ? "" : series.operation(), series.node() == null ? "" : series.node());
        return Map.of(subject, GivenLevels.of(subject, source.levels()));
    }

    private Set<Metric> metrics() {
        return metrics == null
                ? Arrays.stream(Metric.values())
                        .filter(metric -> !metric.isLoad())
                        .collect(Collectors.toCollection(TreeSet::new))
                : metrics.stream().map(GivenLevels::metric).collect(Collectors.toCollection(TreeSet::new));
    }
}
