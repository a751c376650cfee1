package io.plumbline.benchmarks;

import io.plumbline.benchmarks.run.Machine;
import io.plumbline.benchmarks.store.Peer;
import io.plumbline.benchmarks.store.StoreOptions;
import io.plumbline.benchmarks.store.StoreReport;
import io.plumbline.benchmarks.store.StoreRun;
import io.plumbline.benchmarks.store.StoreWorkload;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline bench sink}. */
@Command(
        name = "sink",
        mixinStandardHelpOptions = true,
        description =
                "Fill a topic with rows of windows once and let each sink store them, side by side on this machine.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline bench sink",
            "  plumbline bench sink --rows 300000 --sinks copy-limit,plumbline --rounds 5",
            "  plumbline bench sink --database \"$(.ci/timescaledb/start.sh)\"",
            "  plumbline bench sink --sinks plumbline,insert --corrections 0.01",
            "",
            "On a server whose URL is given it makes a database of its own, and drops it at the end.",
            "Exit code 1: a sink lost or repeated rows (WRONG in its row)."
        })
final class SinkCommand implements Callable<Integer> {
    @Option(names = "--rows", defaultValue = "100000", description = "Rows in the topic (${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--samples",
            defaultValue = "1000",
            description = "Measurements in a window: more of them fill more buckets (${DEFAULT-VALUE}).")
    private int samples;

    @Option(
            names = "--corrections",
            defaultValue = "0",
            description = "Share of the rows that a correction replaces later, from 0 to 1 (${DEFAULT-VALUE}).")
    private double corrections;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the rows (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--database",
            defaultValue = "plain",
            description = "plain: an embedded PostgreSQL; or the JDBC URL of somebody who may create databases.")
    private String database;

    @Option(
            names = "--sinks",
            split = ",",
            converter = PeerConverter.class,
            completionCandidates = PeerLabels.class,
            description = "Who competes (all): ${COMPLETION-CANDIDATES}.")
    private List<Peer> peers = Arrays.asList(Peer.values());

    @Option(
            names = "--batch",
            defaultValue = "10000",
            description = "Most rows in a transaction, for everybody (${DEFAULT-VALUE}).")
    private int batchRows;

    @Option(
            names = "--warmups",
            defaultValue = "1",
            description = "Rounds of each before the first that counts (${DEFAULT-VALUE}).")
    private int warmUps;

    @Option(names = "--rounds", defaultValue = "3", description = "Measured rounds (${DEFAULT-VALUE}).")
    private int rounds;

    @Mixin
    private ReportOutput output;

    @Override
    public Integer call() throws Exception {
        StoreWorkload workload = new StoreWorkload(rows, corrections, samples, seed);
        StoreOptions options = new StoreOptions(workload, database, peers, batchRows, warmUps, rounds);
        Instant started = Instant.now();
        Machine machine = Machine.now();
        StoreReport report = new StoreReport(started, machine, options, new StoreRun(options, output::progress).run());
        output.print(report);
        return report.correct() ? 0 : 1;
    }

    private static final class PeerLabels implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Peer.values()).map(Peer::label).iterator();
        }
    }

    private static final class PeerConverter extends LabelConverter<Peer> {
        private PeerConverter() {
            super(Peer::of);
        }
    }
}
