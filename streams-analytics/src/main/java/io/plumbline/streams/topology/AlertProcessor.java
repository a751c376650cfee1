package io.plumbline.streams.topology;

import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.event.Decision;
import io.plumbline.schemas.event.Signal;
import io.plumbline.streams.domain.alert.Acceptance;
import io.plumbline.streams.domain.alert.AlertBoard;
import io.plumbline.streams.domain.alert.Incident;
import io.plumbline.streams.domain.alert.Status;
import io.plumbline.streams.domain.alert.Transition;
import io.plumbline.streams.domain.window.Series;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The signals of whole systems, and what people decide of alerts, to alerts, incidents and accepted baselines. */
final class AlertProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(AlertProcessor.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final AlertConfig config;
    private final Baselines source;
    private final StreamsMeters meters;
    private final Sieve sieve;
    private final Throttled beyondLimit = new Throttled(AlertProcessor.class);
    private final AlertBoard.Emission out = new Output();
    private ProcessorContext<String, SpecificRecord> context;
    private AlertBoard board;
    private BaselineVersions baselines;

    /** How what is in the store of baselines is read. */
    record Baselines(String topic, Deserializer<Baseline> reader) {}

    AlertProcessor(AlertConfig config, Baselines source, StreamsMeters meters) {
        this.config = config;
        this.source = source;
        this.meters = meters;
        this.sieve = new Sieve(Names.ALERTS, meters);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        sieve.init(context);
        AlertBoard.Tables tables = new AlertBoard.Tables(
                context.getStateStore(Names.ALERTS_OPEN),
                context.getStateStore(Names.ALERTS_ENDED),
                context.getStateStore(Names.ALERTS_INCIDENTS),
                context.getStateStore(Names.ALERTS_ACCOUNTS));
        board = new AlertBoard(tables, config.rules(), context.currentSystemTimeMs());
        ReadOnlyKeyValueStore<String, byte[]> store = context.getStateStore(Names.BASELINES_STORE);
        baselines = new BaselineVersions(new BaselineBook(store, source.reader(), source.topic(), meters));
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, SpecificRecord> input) {
        sieve.pass(input, value -> {
            if (value instanceof Signal signal) {
                take(signal);
            } else if (value instanceof Decision decision) {
                decide(input, decision);
            }
        });
    }

    @Override
    public void close() {
        measure(Map.of());
    }

    private void take(Signal signal) {
        long now = context.currentSystemTimeMs();
        AlertBoard.Outcome outcome = board.take(AlertRows.fromWire(signal), now, out);
        meters.signal(outcome.name());
        if (outcome == AlertBoard.Outcome.REFUSED) {
            beyondLimit.warn(now, 1, "signals raised no alert: alerts.open.limit is reached");
        }
    }

    private void decide(Record<String, SpecificRecord> input, Decision decision) {
        board.decide(AlertRows.fromWire(decision), context.currentSystemTimeMs(), out)
                .ifPresent(reason -> {
                    LOG.warn(
                            "decision refused alert={} author={}: {}",
                            decision.getAlert(),
                            decision.getAuthor(),
                            reason);
                    sieve.setAside(input, reason);
                });
    }

    private void tick(long nowMillis) {
        board.pass(nowMillis, out);
        Map<Status, Integer> open = new EnumMap<>(Status.class);
        board.forEachStatus(status -> open.merge(status, 1, Integer::sum));
        measure(open);
    }

    private void measure(Map<Status, Integer> open) {
        for (Status status : Status.values()) {
            if (!status.isEnd()) {
                meters.openAlerts(context.taskId().toString(), status.name(), open.getOrDefault(status, 0));
            }
        }
    }

    /** What the board says, to its topics. */
    private final class Output implements AlertBoard.Emission {
        @Override
        public void alert(Transition transition) {
            meters.transition(transition.alert().status().name());
            LOG.info(
                    "alert id={} transition={} status={} severity={}: {}",
                    transition.alert().id(),
                    transition.alert().transition(),
                    transition.alert().status(),
                    transition.alert().severity(),
                    transition.text());
            long now = context.currentSystemTimeMs();
            forward(
                    transition.alert().id(),
                    AlertRows.toWire(transition, now),
                    transition.atMicros(),
                    Names.ALERTS_SINK);
        }

        @Override
        public void incident(Incident.State incident) {
            long now = context.currentSystemTimeMs();
            forward(incident.id(), AlertRows.toWire(incident, now), incident.atMicros(), Names.INCIDENTS_SINK);
        }

        @Override
        public void accepted(Acceptance acceptance) {
            Series series = acceptance.alert().series();
            baselines
                    .accept(acceptance)
                    .ifPresent(baseline -> forward(
                            Rows.key(series), baseline, acceptance.decision().atMicros(), Names.ACCEPTED_SINK));
        }

        private void forward(String key, SpecificRecord value, long atMicros, String sink) {
            context.forward(new Record<>(key, value, Times.millis(atMicros)), sink);
        }
    }
}
