package io.plumbline.streams.topology;

import io.plumbline.schemas.event.Baseline;
import io.plumbline.streams.domain.regression.watch.Archive;
import io.plumbline.streams.domain.regression.watch.Observation;
import io.plumbline.streams.domain.regression.watch.SeriesRules;
import io.plumbline.streams.domain.regression.watch.SeriesWatch;
import io.plumbline.streams.domain.regression.watch.SeriesWatch.Said;
import io.plumbline.streams.domain.regression.watch.Watches;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.topology.store.ObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Shows each closed window to the watch of its series, and sends what that says. */
final class RegressionProcessor<V extends SpecificRecord> implements Processor<String, V, String, SpecificRecord> {
    private static final Duration TICK = Duration.ofMinutes(1);
    private static final int RULES_REMEMBERED = 10_000;

    private final Part part;
    private final Function<V, WatchedRow> reader;
    private final RegressionConfig config;
    private final StreamsMeters meters;
    private final Sieve sieve;
    private final Throttled unwatched = new Throttled(RegressionProcessor.class);
    private final Map<String, SeriesRules> rules = new HashMap<>();
    private final Map<String, SeriesRules> rulesOfNodes = new HashMap<>();
    private ProcessorContext<String, SpecificRecord> context;
    private Watches watches;
    private BaselineBook baselines;
    private Proposals proposals;

    /**
     * Which part of the topology it is.
     *
     * @param baselinesTopic where the baselines of the store come from
     */
    record Part(String name, String baselinesTopic, Deserializer<Baseline> baselines) {}

    RegressionProcessor(Part part, Function<V, WatchedRow> reader, RegressionConfig config, StreamsMeters meters) {
        this.part = part;
        this.reader = reader;
        this.config = config;
        this.meters = meters;
        this.sieve = new Sieve(part.name, meters);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        sieve.init(context);
        ObjectStore<Series, SeriesWatch> store = context.getStateStore(Names.watches(part.name));
        ObjectStore<Series, Archive> archives = context.getStateStore(Names.archives(part.name));
        archives.keepAsBytes(archive -> true); // they are read once, after a restart
        watches = new Watches(store, archives, config.seriesLimit());
        ReadOnlyKeyValueStore<String, byte[]> book = context.getStateStore(Names.BASELINES_STORE);
        baselines = new BaselineBook(book, part.baselines, part.baselinesTopic, meters);
        proposals = new Proposals();
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, V> input) {
        sieve.pass(input, value -> {
            WatchedRow row = reader.apply(value);
            if (isWatched(row)) {
                watch(row);
            }
        });
    }

    /** Of each series one size of windows, and of each window its first row: a correction comes too late to matter here. */
    private boolean isWatched(WatchedRow row) {
        boolean ofOneNode = !row.series().node().isEmpty();
        Duration size = ofOneNode ? config.nodeBase() : config.base();
        return row.revision() == 0 && row.windowMillis() == size.toMillis() && (config.nodes() || !ofOneNode);
    }

    private void watch(WatchedRow row) {
        Optional<Baseline> baseline = baselines.inForce(row.series());
        Optional<List<Said>> said = watches.show(
                row.series(),
                row.startMicros(),
                watch -> watch.add(
                        rulesOf(row.series()),
                        metric -> BaselineBook.pinned(baseline, metric),
                        row.startMicros(),
                        row.figures(),
                        row.atBest()));
        said.ifPresentOrElse(all -> send(row, baseline, all), () -> countUnwatched(row));
    }

    private void send(WatchedRow row, Optional<Baseline> baseline, List<Said> all) {
        List<Said> better = new ArrayList<>();
        for (Said said : all) {
            if (said.what() instanceof Observation.Worse worse) {
                forward(SignalRows.key(row.series()), SignalRows.toWire(row, said, worse), Names.SIGNALS_SINK);
            } else {
                better.add(said);
            }
        }
        if (!better.isEmpty()) {
            proposals
                    .of(row, baseline, better, rulesOf(row.series()), context.currentSystemTimeMs())
                    .ifPresent(proposal -> forward(Proposals.key(proposal), proposal, Names.PROPOSALS_SINK));
        }
    }

    private void countUnwatched(WatchedRow row) {
        meters.unwatched.increment();
        unwatched.warn(
                context.currentSystemTimeMs(),
                1,
                "windows were not watched: there are more series than regression.series.limit; the last was "
                        + Rows.key(row.series()));
    }

    private SeriesRules rulesOf(Series series) {
        Map<String, SeriesRules> known = series.node().isEmpty() ? rules : rulesOfNodes;
        if (known.size() > RULES_REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(
                series.operation(), operation -> config.rules().of(operation, known == rulesOfNodes));
    }

    private void forward(String key, SpecificRecord value, String sink) {
        context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
    }

    private void tick(long nowMillis) {
        watches.forget(config.forgetAfter().toNanos() / 1_000);
        meters.watched(context.taskId() + " " + part.name, watches.count());
        unwatched.flush(nowMillis);
    }

    @Override
    public void close() {
        if (context != null) {
            meters.watched(context.taskId() + " " + part.name, 0);
        }
    }
}
