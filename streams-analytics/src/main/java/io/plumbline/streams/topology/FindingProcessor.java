package io.plumbline.streams.topology;

import io.plumbline.streams.domain.health.Finding;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Stage 1 of the health roll-up: each row to what it says of health. */
final class FindingProcessor<V extends SpecificRecord> implements Processor<String, V, String, SpecificRecord> {
    private final String name;
    private final Function<V, List<Finding>> judge;
    private final String sink;
    private final StreamsMeters meters;
    private ProcessorContext<String, SpecificRecord> context;

    FindingProcessor(String name, Function<V, List<Finding>> judge, String sink, StreamsMeters meters) {
        this.name = name;
        this.judge = judge;
        this.sink = sink;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
    }

    @Override
    public void process(Record<String, V> input) {
        if (input.value() == null) {
            return; // a tombstone says nothing of health
        }
        try {
            judge.apply(input.value()).forEach(this::forward);
        } catch (IllegalArgumentException | ArithmeticException contradiction) {
            meters.quarantined.increment();
            context.forward(
                    Aside.deadLetter(input, input.value(), context.recordMetadata(), contradiction.getMessage()),
                    Names.deadLetters(name));
        }
    }

    private void forward(Finding finding) {
        context.forward(
                new Record<>(HealthRows.key(finding), HealthRows.toWire(finding), context.currentSystemTimeMs()), sink);
    }
}
