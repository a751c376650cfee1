package io.plumbline.streams.topology;

import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Sends what follows from each row, by a key of its own. What contradicts itself goes to the dead letters. */
final class DerivingProcessor<V extends SpecificRecord> implements Processor<String, V, String, SpecificRecord> {
    private final Function<V, Stream<Derived>> derive;
    private final String sink;
    private final Sieve sieve;
    private ProcessorContext<String, SpecificRecord> context;

    /** What follows from a row. */
    record Derived(String key, SpecificRecord value) {}

    DerivingProcessor(String name, Function<V, Stream<Derived>> derive, String sink, StreamsMeters meters) {
        this.derive = derive;
        this.sink = sink;
        this.sieve = new Sieve(name, meters);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        sieve.init(context);
    }

    @Override
    public void process(Record<String, V> input) {
        sieve.pass(input, row -> derive.apply(row).forEach(this::forward));
    }

    private void forward(Derived derived) {
        context.forward(new Record<>(derived.key(), derived.value(), context.currentSystemTimeMs()), sink);
    }
}
