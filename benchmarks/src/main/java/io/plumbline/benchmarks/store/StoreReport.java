package io.plumbline.benchmarks.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plumbline.benchmarks.run.Machine;
import io.plumbline.benchmarks.run.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** The result, for people and for machines. */
public record StoreReport(Instant started, Machine machine, StoreOptions options, StoreRun.Result result)
        implements Report {
    private static final Set<Peer> LIMIT = EnumSet.of(Peer.COPY_LIMIT);
    private static final Set<Peer> INSERT = EnumSet.of(Peer.INSERT);
    private static final Set<Peer> CONNECT = EnumSet.of(Peer.CONNECT);

    /** Whether every contender stored every row once. */
    public boolean correct() {
        return result.scores().stream().allMatch(StoreScore::correct);
    }

    /** A table in Markdown. */
    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        StoreWorkload workload = options.workload();
        lines.add("%s; %s; %s".formatted(started, machine.text(), result.database()));
        lines.add(
                "%,d rows of %,d measurements, %,d of them corrected later; %,d rows in a transaction; %d rounds after warm-up"
                        .formatted(
                                workload.rows(),
                                workload.samples(),
                                workload.corrected(),
                                options.batchRows(),
                                options.rounds()));
        lines.add("");
        lines.add("| contender | rows/s | least to most | of the limit | of INSERT | of Connect | CPU us/row "
                + "| database's CPU us/row | bytes/row | |");
        lines.add("|---|--:|--:|--:|--:|--:|--:|--:|--:|---|");
        result.scores().stream().map(this::row).forEach(lines::add);
        return lines;
    }

    @Override
    public Object document() {
        ObjectNode root = JSON.createObjectNode();
        root.put("started", started.toString());
        root.set("machine", JSON.valueToTree(machine));
        root.put("database", result.database());
        root.set("workload", JSON.valueToTree(options.workload()));
        root.put("batchRows", options.batchRows());
        result.scores().forEach(score -> root.withArray("results").add(json(score)));
        return root;
    }

    private ObjectNode json(StoreScore score) {
        ObjectNode node = JSON.createObjectNode();
        node.put("contender", score.peer().label());
        node.put("rowsPerSecond", score.median());
        ratio(score, LIMIT).ifPresent(ratio -> node.put("ofLimit", ratio));
        ratio(score, INSERT).ifPresent(ratio -> node.put("ofInsert", ratio));
        ratio(score, CONNECT).ifPresent(ratio -> node.put("ofConnect", ratio));
        node.put("cpuMicrosPerRow", score.cpuMicrosPerRow());
        score.serverCpuMicrosPerRow().ifPresent(micros -> node.put("serverCpuMicrosPerRow", micros));
        node.put("bytesPerRow", score.bytesPerRow());
        node.put("correct", score.correct());
        node.set("rounds", JSON.valueToTree(score.rounds()));
        return node;
    }

    private String row(StoreScore score) {
        return "| %s | %,.0f | %,.0f to %,.0f | %s | %s | %s | %,.1f | %s | %,.0f | %s |"
                .formatted(
                        score.peer().label(),
                        score.median(),
                        score.least(),
                        score.most(),
                        shown("%.2f", ratio(score, LIMIT)),
                        shown("%.1f", ratio(score, INSERT)),
                        shown("%.1f", ratio(score, CONNECT)),
                        score.cpuMicrosPerRow(),
                        shown("%,.1f", score.serverCpuMicrosPerRow()),
                        score.bytesPerRow(),
                        score.correct() ? "" : "WRONG");
    }

    /** To the fastest of these contenders. */
    private OptionalDouble ratio(StoreScore score, Set<Peer> to) {
        return result.scores().stream()
                .filter(other -> to.contains(other.peer()))
                .mapToDouble(other -> score.median() / other.median())
                .min();
    }

    private static String shown(String format, OptionalDouble figure) {
        return figure.isPresent() ? format.formatted(figure.getAsDouble()) : "";
    }
}
