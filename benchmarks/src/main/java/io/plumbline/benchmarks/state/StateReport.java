package io.plumbline.benchmarks.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plumbline.benchmarks.engine.Restore;
import io.plumbline.benchmarks.run.Machine;
import io.plumbline.benchmarks.run.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The result, for people and for machines. */
public record StateReport(Instant started, Machine machine, List<StateSize> sizes, List<Restore> restores)
        implements Report {
    /** Two tables, in Markdown. */
    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add(started + "; " + machine.text());
        if (!sizes.isEmpty()) {
            lines.add("");
            lines.add("| series | stage | heap, bytes/series | in the stores, bytes/series |"
                    + " changelog, bytes/series/s | bytes/series/commit |");
            lines.add("|--:|---|--:|--:|--:|--:|");
            for (StateSize size : sizes) {
                lines.addAll(rows(size));
            }
        }
        if (!restores.isEmpty()) {
            lines.add("");
            lines.add("| series | events before | changelogs, bytes on disk | start to RUNNING, s |");
            lines.add("|--:|--:|--:|--:|");
            restores.forEach(restore -> lines.add("| %,d | %,d | %,d | %.2f |"
                    .formatted(restore.series(), restore.events(), restore.changelogBytes(), restore.seconds())));
        }
        return lines;
    }

    /** The rows of one size: the largest takes minutes, and may be stopped. */
    public static List<String> rows(StateSize size) {
        return List.of(row(size.series(), "1", size.stage1()), row(size.series(), "2", size.stage2()));
    }

    @Override
    public Object document() {
        ObjectNode root = JSON.createObjectNode();
        root.put("started", started.toString());
        root.set("machine", JSON.valueToTree(machine));
        root.set("sizes", JSON.valueToTree(sizes));
        root.set("restores", JSON.valueToTree(restores));
        return root;
    }

    private static String row(int series, String stage, StateSize.Stage size) {
        double rate = (double) size.changelogBytesPerSecond() / series;
        return "| %,d | %s | %,d | %,d | %,.0f | %,.0f |"
                .formatted(
                        series,
                        stage,
                        size.heapBytes() / series,
                        size.heldBytes() / series,
                        rate,
                        rate * HeldState.STEP.toMillis() / 1_000);
    }
}
