package io.plumbline.benchmarks;

import io.plumbline.benchmarks.engine.Engine;
import io.plumbline.benchmarks.engine.EngineOptions;
import io.plumbline.benchmarks.engine.EngineReport;
import io.plumbline.benchmarks.engine.EngineRun;
import io.plumbline.benchmarks.load.Workload;
import io.plumbline.benchmarks.run.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline bench engine}. */
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        description = "Fill a topic once and let each engine process it, side by side on this machine.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline bench engine",
            "  plumbline bench engine --engines raw-record,plumbline --batch 100 --rounds 5",
            "  plumbline bench engine --engines plumbline --jvm=-XX:+UseParallelGC",
            "  plumbline bench engine --series 10,1000,100000 --events 30000000 --heap 3g",
            "",
            "Each engine has a process of its own with the same heap; rounds go in turns.",
            "Exit code 1: an engine lost or repeated events (WRONG in its row)."
        })
final class EngineCommand implements Callable<Integer> {
    @Option(names = "--events", defaultValue = "3000000", description = "Events in the topic (${DEFAULT-VALUE}).")
    private long events;

    @Option(
            names = "--batch",
            split = ",",
            defaultValue = "1,10,100",
            description = "Events in a record; several: one run for each (${DEFAULT-VALUE}).")
    private List<Integer> batches;

    @Option(
            names = "--series",
            split = ",",
            defaultValue = "1000",
            description = "Nodes times their five operations; several: one run for each (${DEFAULT-VALUE}).")
    private List<Integer> series;

    @Option(
            names = "--series-rate",
            defaultValue = "100",
            description = "Events of one series in a second of event time (${DEFAULT-VALUE}).")
    private int seriesRate;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the events (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--rounds", defaultValue = "3", description = "Measured rounds (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--engines",
            split = ",",
            converter = EngineConverter.class,
            completionCandidates = EngineLabels.class,
            description = "Who competes (all): ${COMPLETION-CANDIDATES}.")
    private List<Engine> engines = Arrays.asList(Engine.values());

    @Option(
            names = "--warmup",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description = "Each engine runs whole rounds for so long first, at most eight (${DEFAULT-VALUE}).")
    private Duration warmUp;

    @Option(
            names = "--limit",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "Engines too slow for the whole topic stop after this (${DEFAULT-VALUE}).")
    private Duration limit;

    @Option(names = "--heap", defaultValue = "1g", description = "Heap of each engine (${DEFAULT-VALUE}).")
    private String heap;

    @Option(
            names = "--jvm",
            description =
                    "An option for the virtual machine of each engine, e.g. --jvm=-XX:+UseParallelGC; repeatable.")
    private final List<String> jvmOptions = new ArrayList<>();

    @Mixin
    private ReportOutput output;

    @Override
    public Integer call() throws Exception {
        EngineOptions options = new EngineOptions(workloads(), engines, rounds, warmUp, limit, heap, jvmOptions);
        Instant started = Instant.now();
        Machine machine = Machine.now();
        EngineReport report =
                new EngineReport(started, machine, options, new EngineRun(options, output::progress).run());
        output.print(report);
        return report.correct() ? 0 : 1;
    }

    private List<Workload> workloads() {
        return series.stream()
                .flatMap(count -> batches.stream().map(batch -> new Workload(events, batch, count, seriesRate, seed)))
                .toList();
    }

    private static final class EngineLabels implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Engine.values()).map(Engine::label).iterator();
        }
    }

    private static final class EngineConverter extends LabelConverter<Engine> {
        private EngineConverter() {
            super(Engine::of);
        }
    }
}
