package io.plumbline.benchmarks.state;

import io.plumbline.streams.domain.window.ClosedBy;
import io.plumbline.streams.domain.window.Ladder;
import io.plumbline.streams.domain.window.Pane;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.Tally;
import io.plumbline.streams.domain.window.WindowId;
import io.plumbline.streams.topology.WindowConfig;
import io.plumbline.streams.topology.store.Codecs;
import io.plumbline.streams.topology.store.CountedStore;
import io.plumbline.streams.topology.store.ObjectStore;
import java.time.Duration;
import java.util.List;

/** Stage 2 of one partition that has all operations: windows over all nodes, and those of each. */
final class Stage2Windows {
    private final CountedStore clusterStore = new CountedStore("cluster");
    private final CountedStore nodeStore = new CountedStore("nodes");
    private final ObjectStore<WindowId, Pane<Tally>> clusterTable =
            clusterStore.objects(Codecs.WINDOW_ID, Codecs.TALLY_PANE);
    private final ObjectStore<WindowId, Pane<Tally>> nodeTable = nodeStore.objects(Codecs.WINDOW_ID, Codecs.TALLY_PANE);
    private final Ladder<Tally> cluster;
    private final Ladder<Tally> nodes;

    Stage2Windows(WindowConfig config) {
        clusterTable.keepAsBytes(Pane::closed);
        nodeTable.keepAsBytes(Pane::closed);
        cluster = ladder(config, config.levels(), clusterTable);
        List<Duration> nodeLevels = config.levels().stream()
                .filter(level -> level.compareTo(config.nodeFrom()) >= 0)
                .toList();
        nodes = ladder(config, nodeLevels, nodeTable);
    }

    void add(Series series, long startMicros, Tally figures, ClosedBy reason) {
        Ladder<Tally> ladder = series.node().isEmpty() ? cluster : nodes;
        if (!ladder.add(series, startMicros, figures, reason)) {
            throw new IllegalStateException("a window of " + series + " came after the horizon");
        }
    }

    void closeUpTo(long micros) {
        cluster.closeUpTo(micros);
        nodes.closeUpTo(micros);
    }

    void commit() {
        clusterTable.flushCache();
        nodeTable.flushCache();
    }

    long changelogBytes() {
        return clusterStore.changelogBytes() + nodeStore.changelogBytes();
    }

    long heldBytes() {
        return clusterStore.heldBytes() + nodeStore.heldBytes();
    }

    private static Ladder<Tally> ladder(
            WindowConfig config, List<Duration> levels, ObjectStore<WindowId, Pane<Tally>> table) {
        return new Ladder<>(
                levels.stream().map(HeldState::micros).toList(),
                HeldState.micros(config.correctionHorizon()),
                table,
                Ladder.Reach.NONE,
                Tally::new,
                (window, pane) -> {});
    }
}
