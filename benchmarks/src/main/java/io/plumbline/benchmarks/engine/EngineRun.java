package io.plumbline.benchmarks.engine;

import io.plumbline.benchmarks.load.Fill;
import io.plumbline.benchmarks.load.Workload;
import io.plumbline.benchmarks.run.ChildJvm;
import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.benchmarks.run.Servers;
import io.plumbline.local.Directories;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Fills a topic for each workload and lets every engine process it, round by round in turns. */
public final class EngineRun {
    private static final int MAX_WARM_UP = 8;
    private static final long PAUSE_MILLIS = 500; // the broker is done with the last round, and so are the collectors

    private final EngineOptions options;
    private final Consumer<String> progress;

    /** @param progress is told in words what happens now */
    public EngineRun(EngineOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /** The scores of each workload, in the order given. */
    public List<Score> run() throws Exception {
        List<Score> scores = new ArrayList<>();
        for (Workload workload : options.workloads()) {
            Path directory = Directories.temporary("plumbline-bench-");
            try {
                scores.addAll(run(workload, directory));
            } finally {
                Directories.delete(directory);
            }
        }
        return scores;
    }

    private List<Score> run(Workload workload, Path directory) throws Exception {
        try (ChildJvm servers = Servers.start(directory)) {
            Cluster cluster = servers.answer(Cluster.class);
            progress.accept("batch %d, %d series: filling %,d events in %,d records, %s of event time"
                    .formatted(
                            workload.batch(),
                            workload.series(),
                            workload.events(),
                            workload.records(),
                            workload.span()));
            Fill.run(cluster, workload);
            Task task = new Task(cluster, workload.events(), workload.records(), options.limitMillis());
            try (Field field = Field.open(directory, options)) {
                return compete(field, workload, task);
            }
        }
    }

    private List<Score> compete(Field field, Workload workload, Task task) throws Exception {
        for (Engine engine : options.engines()) {
            warmUp(field, engine, task);
        }
        Map<Engine, List<Round>> rounds = new LinkedHashMap<>();
        List<Engine> order = new ArrayList<>(options.engines());
        for (int round = 1; round <= options.rounds(); round++) {
            for (Engine engine : order) {
                Round result = round("round " + round, field, engine, task);
                rounds.computeIfAbsent(engine, first -> new ArrayList<>()).add(result);
            }
            Collections.rotate(order, 1); // who comes after whom is nobody's advantage
        }
        return options.engines().stream()
                .map(engine -> new Score(workload, engine, rounds.get(engine)))
                .toList();
    }

    /** Whole rounds, so that all that a round does is compiled when the first counts. */
    private void warmUp(Field field, Engine engine, Task task) throws Exception {
        long nanos = 0;
        for (int round = 1; round <= MAX_WARM_UP && nanos < options.warmUp().toNanos(); round++) {
            nanos += round("warm-up " + round, field, engine, task).nanos();
        }
    }

    private Round round(String which, Field field, Engine engine, Task task) throws Exception {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        Round round = field.ask(engine, task);
        String finding = round.correct() ? "" : ", WRONG: %d of %d".formatted(round.counted(), round.expected());
        progress.accept("%s, %s: %,.0f events/s%s".formatted(which, engine.label(), round.eventsPerSecond(), finding));
        return round;
    }
}
