package io.plumbline.streams.topology;

import io.plumbline.schemas.event.HealthFinding;
import io.plumbline.streams.domain.health.Board;
import io.plumbline.streams.domain.health.Report;
import io.plumbline.streams.domain.health.Standing;
import io.plumbline.streams.domain.health.Subject;
import io.plumbline.streams.domain.health.Verdict;
import io.plumbline.streams.topology.store.ObjectStore;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Stage 2 of the health roll-up: the findings of whole systems to the health of each node, component and system. */
final class HealthProcessor implements Processor<String, HealthFinding, String, SpecificRecord> {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final HealthConfig config;
    private final Sieve sieve;
    private ProcessorContext<String, SpecificRecord> context;
    private Board board;

    HealthProcessor(HealthConfig config, StreamsMeters meters) {
        this.config = config;
        this.sieve = new Sieve(Names.HEALTH, meters);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        sieve.init(context);
        ObjectStore<Board.Key, Standing> standings = context.getStateStore(Names.HEALTH_STANDINGS);
        ObjectStore<Subject, Verdict> verdicts = context.getStateStore(Names.HEALTH_VERDICTS);
        board = new Board(standings, verdicts, config.patience(), context.currentSystemTimeMs());
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, HealthFinding> input) {
        sieve.pass(input, this::take);
    }

    private void take(HealthFinding finding) {
        if (finding.getReason() == null) {
            board.beacon(finding.getSource(), context.currentSystemTimeMs());
        } else {
            board.take(HealthRows.fromWire(finding), context.currentSystemTimeMs());
        }
    }

    private void tick(long nowMillis) {
        board.evaluate(nowMillis, new Board.Emission() {
            @Override
            public void report(Report report) {
                forward(report.subject(), HealthRows.toWire(report, config.reportValidMillis()), nowMillis);
            }

            @Override
            public void gone(Subject subject) {
                forward(subject, null, nowMillis);
            }
        });
    }

    private void forward(Subject subject, SpecificRecord health, long nowMillis) {
        context.forward(new Record<>(HealthRows.key(subject), health, nowMillis), Names.HEALTH_SINK);
    }
}
