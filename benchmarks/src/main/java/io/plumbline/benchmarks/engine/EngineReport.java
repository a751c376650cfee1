package io.plumbline.benchmarks.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plumbline.benchmarks.load.Workload;
import io.plumbline.benchmarks.run.Machine;
import io.plumbline.benchmarks.run.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** The result, for people and for machines. */
public record EngineReport(Instant started, Machine machine, EngineOptions options, List<Score> scores)
        implements Report {
    /** Whether no engine lost, skipped or repeated an event. */
    public boolean correct() {
        return scores.stream().allMatch(Score::correct);
    }

    /** A table for each workload, in Markdown. */
    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add("%s; %s; heap %s each; %d rounds after warm-up"
                .formatted(started, machine.text(), options.heap(), options.rounds()));
        for (Workload workload : options.workloads()) {
            lines.add("");
            lines.add("batch %d, %d series, %,d events over %.1f s of event time"
                    .formatted(
                            workload.batch(),
                            workload.series(),
                            workload.events(),
                            workload.span().toNanos() / 1e9));
            lines.add("");
            lines.add("| engine | events/s | least to most | of the limit | of Flink | CPU ns/event | |");
            lines.add("|---|--:|--:|--:|--:|--:|---|");
            scores.stream()
                    .filter(score -> score.workload().equals(workload))
                    .map(this::row)
                    .forEach(lines::add);
        }
        return lines;
    }

    @Override
    public Object document() {
        ObjectNode root = JSON.createObjectNode();
        root.put("started", started.toString());
        root.set("machine", JSON.valueToTree(machine));
        root.set("jvm", JSON.valueToTree(options.jvm()));
        ArrayNode results = root.putArray("results");
        scores.forEach(score -> results.add(json(score)));
        return root;
    }

    private ObjectNode json(Score score) {
        ObjectNode node = JSON.createObjectNode();
        node.put("engine", score.engine().label());
        node.set("workload", JSON.valueToTree(score.workload()));
        node.put("eventsPerSecond", score.median());
        ratio(score, Engine.LIMIT).ifPresent(ratio -> node.put("ofLimit", ratio));
        ratio(score, Engine.ANY_FLINK).ifPresent(ratio -> node.put("ofFlink", ratio));
        node.put("cpuNanosPerEvent", score.cpuNanosPerEvent());
        node.put("correct", score.correct());
        node.set("rounds", JSON.valueToTree(score.rounds()));
        return node;
    }

    private String row(Score score) {
        return "| %s | %,.0f | %,.0f to %,.0f | %s | %s | %,.0f | %s |"
                .formatted(
                        score.engine().label(),
                        score.median(),
                        score.least(),
                        score.most(),
                        shown(ratio(score, Engine.LIMIT)),
                        shown(ratio(score, Engine.ANY_FLINK)),
                        score.cpuNanosPerEvent(),
                        score.correct() ? "" : "WRONG");
    }

    /** To the fastest of these engines over the same workload. */
    private OptionalDouble ratio(Score score, Set<Engine> to) {
        return scores.stream()
                .filter(other -> to.contains(other.engine()) && other.workload().equals(score.workload()))
                .mapToDouble(other -> score.median() / other.median())
                .min();
    }

    private static String shown(OptionalDouble ratio) {
        return ratio.isPresent() ? "%.3f".formatted(ratio.getAsDouble()) : "";
    }
}
