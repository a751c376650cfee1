package io.plumbline.streams.topology;

import io.plumbline.schemas.event.LoadFigures;
import io.plumbline.schemas.event.LoadKind;
import io.plumbline.streams.domain.scaling.live.Assessment;
import io.plumbline.streams.domain.scaling.live.LoadBook;
import io.plumbline.streams.domain.scaling.live.RunKey;
import io.plumbline.streams.domain.scaling.live.Taken;
import io.plumbline.streams.domain.window.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Stage 2 of scaling and score: the load of whole systems to how their operations scale, and to a score. Figures are looked
 * at as event time passes, and when nothing more came for a second: what a system did last must not wait for more.
 */
final class ScalingProcessor implements Processor<String, LoadFigures, String, SpecificRecord> {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Throttled BEYOND_LIMIT = new Throttled(ScalingProcessor.class);

    private final ScalingConfig config;
    private final ScoreConfig scores;
    private final StreamsMeters meters;
    private final Sieve sieve;
    private final LoadRows rows;
    private final ScoreRows scoreRows;
    private ProcessorContext<String, SpecificRecord> context;
    private LoadBook book;

    ScalingProcessor(ScalingConfig config, ScoreConfig scores, StreamsMeters meters) {
        this.config = config;
        this.scores = scores;
        this.meters = meters;
        this.sieve = new Sieve(Names.SCALING, meters);
        this.rows = new LoadRows(config.window().toMillis());
        this.scoreRows = new ScoreRows(Times.millis(scores.rules().windowMicros()));
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        sieve.init(context);
        book = new LoadBook(
                context.getStateStore(Names.SCALING_RUNS),
                context.getStateStore(Names.SCALING_WINDOWS),
                config.load(),
                config.analysis(),
                scores.rules());
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, LoadFigures> input) {
        sieve.pass(input, this::take);
    }

    private void take(LoadFigures load) {
        RunKey run = LoadRows.run(load);
        Origin origin = Enums.fromWire(load.getOrigin());
        long now = context.currentSystemTimeMs();
        if (load.getKind() == LoadKind.RUN) {
            book.take(run, origin, LoadRows.moment(load), now);
            emit(book.assess(run, false)); // a step has ended
            return;
        }
        count(book.take(run, origin, rows.windowRow(load), now), now);
        if (book.isDue(run)) {
            emit(book.assess(run, false));
        }
    }

    private void count(Taken taken, long nowMillis) {
        if (taken != Taken.COUNTED) {
            meters.loadIgnored(taken.name().toLowerCase(Locale.ROOT));
        }
        if (taken == Taken.BEYOND_LIMIT) {
            BEYOND_LIMIT.warn(
                    nowMillis, 1, "rows are left out of scaling: see scaling.operations.limit and scaling.nodes.limit");
        }
    }

    private void tick(long nowMillis) {
        book.quietSince(nowMillis - TICK.toMillis()).forEach(run -> emit(book.assess(run, true)));
        book.forget(nowMillis);
    }

    private void emit(Assessment assessment) {
        long nowMillis = context.currentSystemTimeMs();
        Instant now = Times.ofMillis(nowMillis);
        if (config.enabled()) {
            assessment
                    .scaling()
                    .forEach(scaling -> context.forward(
                            new Record<>(
                                    ScalingRows.key(assessment.run(), scaling),
                                    ScalingRows.toWire(assessment, scaling, now),
                                    nowMillis),
                            Names.SCALING_SINK));
        }
        assessment
                .scores()
                .forEach(window -> context.forward(
                        new Record<>(
                                ScoreRows.key(assessment.run()), scoreRows.toWire(assessment, window, now), nowMillis),
                        Names.SCORES_SINK));
    }
}
