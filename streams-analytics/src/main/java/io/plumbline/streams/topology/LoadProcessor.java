package io.plumbline.streams.topology;

import io.plumbline.schemas.event.LoadFigures;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Stage 1 of scaling and score: each row to what it says of the load, by system and run. */
final class LoadProcessor<V extends SpecificRecord> implements Processor<String, V, String, SpecificRecord> {
    private final String name;
    private final Function<V, Optional<LoadFigures>> figures;
    private final String sink;
    private final StreamsMeters meters;
    private ProcessorContext<String, SpecificRecord> context;

    LoadProcessor(String name, Function<V, Optional<LoadFigures>> figures, String sink, StreamsMeters meters) {
        this.name = name;
        this.figures = figures;
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
            return; // a tombstone says nothing of load
        }
        try {
            figures.apply(input.value()).ifPresent(this::forward);
        } catch (IllegalArgumentException contradiction) {
            meters.quarantined.increment();
            context.forward(
                    Aside.deadLetter(input, input.value(), context.recordMetadata(), contradiction.getMessage()),
                    Names.deadLetters(name));
        }
    }

    private void forward(LoadFigures load) {
        context.forward(new Record<>(LoadRows.key(load), load, context.currentSystemTimeMs()), sink);
    }
}
