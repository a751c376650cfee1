package io.plumbline.streams.topology;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Keeps a processor from a record on which it failed before: that goes to the dead letters instead. */
final class GuardedProcessor<V extends SpecificRecord> implements Processor<String, V, String, SpecificRecord> {
    private final Processor<String, V, String, SpecificRecord> inner;
    private final String deadLetters;
    private final Shared shared;
    private ProcessorContext<String, SpecificRecord> context;

    /** @param deadLetters the sink for dead letters that is connected to this processor */
    GuardedProcessor(Processor<String, V, String, SpecificRecord> inner, String deadLetters, Shared shared) {
        this.inner = inner;
        this.deadLetters = deadLetters;
        this.shared = shared;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        inner.init(newContext);
    }

    @Override
    public void process(Record<String, V> input) {
        Coordinates at = Coordinates.of(context.recordMetadata());
        try {
            shared.suspects().check(at);
            inner.process(input);
        } catch (SuspectException known) {
            shared.meters().countPoison();
            Headers headers = at.errorHeaders(SuspectException.class, known.getMessage());
            context.forward(new Record<>(input.key(), input.value(), input.timestamp(), headers), deadLetters);
        } catch (RuntimeException failure) {
            throw shared.suspects().add(at, failure);
        }
    }

    @Override
    public void close() {
        inner.close();
    }
}
