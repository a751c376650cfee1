package io.plumbline.streams.topology;

import io.plumbline.streams.domain.regression.watch.Metric;
import io.plumbline.streams.domain.regression.watch.Observation;
import io.plumbline.streams.domain.regression.watch.SeriesRules;
import io.plumbline.streams.domain.regression.watch.WatchRules;
import io.plumbline.streams.domain.regression.watch.WindowFigures;
import io.plumbline.streams.domain.trend.watch.SeriesTrend;
import io.plumbline.streams.domain.trend.watch.Trends;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.topology.store.ObjectStore;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Says after each window of a series where it is going, and signals what goes for the worse. */
final class TrendProcessor<V extends SpecificRecord> implements Processor<String, V, String, SpecificRecord> {
    private static final Duration TICK = Duration.ofMinutes(10);
    private static final Set<Metric> METRICS = Collections.unmodifiableSet(
            EnumSet.of(Metric.P50, Metric.P95, Metric.MEAN, Metric.RATE, Metric.SUCCESS, Metric.CPU, Metric.MEMORY));

    private final String name;
    private final Function<V, WatchedRow> reader;
    private final TrendConfig config;
    private final WatchRules watches;
    private final StreamsMeters meters;
    private final Sieve sieve;
    private final Throttled beyondLimit = new Throttled(TrendProcessor.class);
    private ProcessorContext<String, SpecificRecord> context;
    private Trends trends;

    /** @param watches whose tolerances hold for trends too */
    TrendProcessor(
            String name, Function<V, WatchedRow> reader, TrendConfig config, WatchRules watches, StreamsMeters meters) {
        this.name = name;
        this.reader = reader;
        this.config = config;
        this.watches = watches;
        this.meters = meters;
        this.sieve = new Sieve(name, meters);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        sieve.init(context);
        ObjectStore<Series, SeriesTrend> store = context.getStateStore(Names.series(name));
        store.keepAsBytes(trend -> true); // asked for once in a window
        trends = new Trends(store, config.seriesLimit());
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, V> input) {
        sieve.pass(input, value -> {
            WatchedRow row = reader.apply(value);
            if (isLookedAt(row)) {
                take(row);
            }
        });
    }

    /** Operations over all nodes, and the resources of each node. */
    private boolean isLookedAt(WatchedRow row) {
        boolean isOperation = row.figures() instanceof WindowFigures.Operation;
        return row.windowMillis() == config.window().toMillis()
                && isOperation == row.series().node().isEmpty();
    }

    private void take(WatchedRow row) {
        Optional<SeriesTrend> trend = trends.of(row.series(), row.startMicros());
        if (trend.isEmpty()) {
            meters.trendless.increment();
            beyondLimit.warn(
                    context.currentSystemTimeMs(),
                    1,
                    "windows had no trend: there are more series than trend.series.limit; the last was "
                            + Rows.key(row.series()));
            return;
        }
        SeriesRules rules = watches.of(row.series().operation(), true);
        trend.get()
                .add(row.startMicros(), window(row, rules), config.rules(), rules::ofTarget)
                .forEach(said -> forward(row, said));
    }

    private static SeriesTrend.Window window(WatchedRow row, SeriesRules rules) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        for (Metric metric : METRICS) {
            double value = rules.value(metric, row.figures());
            if (Double.isFinite(value)) {
                values.put(metric, value);
            }
        }
        return new SeriesTrend.Window(row.revision(), Metric.CPU.unit(row.figures()), values);
    }

    private void forward(WatchedRow row, SeriesTrend.Said said) {
        long nowMillis = context.currentSystemTimeMs();
        String key = TrendRows.key(row.series(), said.trend().metric());
        context.forward(
                new Record<>(key, TrendRows.toWire(row, said, Times.ofMillis(nowMillis)), nowMillis),
                Names.TRENDS_SINK);
        if (said.alarm().isPresent()) {
            Observation.Worse worse = said.alarm().get();
            context.forward(
                    new Record<>(
                            SignalRows.key(row.series()),
                            SignalRows.toWire(row, TrendRows.alarm(row, said), worse),
                            nowMillis),
                    Names.TREND_SIGNALS_SINK);
        }
    }

    private void tick(long nowMillis) {
        trends.forget(config.forgetAfter().toNanos() / 1_000)
                .forEach(series -> METRICS.forEach(metric -> context.forward(
                        new Record<>(TrendRows.key(series, metric), null, nowMillis), Names.TRENDS_SINK)));
        beyondLimit.flush(nowMillis);
    }
}
