package io.plumbline.streams.topology;

import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What one processor cannot make sense of goes to its dead letters, with coordinates and reason, and is counted. */
final class Sieve {
    private final String processor;
    private final StreamsMeters meters;
    private ProcessorContext<String, SpecificRecord> context;

    /** @param processor whose dead letters these are */
    Sieve(String processor, StreamsMeters meters) {
        this.processor = processor;
        this.meters = meters;
    }

    /** To be said before anything else. */
    void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
    }

    /** Gives the value to {@code taker}, which throws when it contradicts itself. A tombstone says nothing to anybody. */
    <V extends SpecificRecord> void pass(Record<String, V> input, Consumer<V> taker) {
        if (input.value() == null) {
            return;
        }
        try {
            taker.accept(input.value());
        } catch (IllegalArgumentException | ArithmeticException contradiction) {
            setAside(input, contradiction.getMessage());
        }
    }

    void setAside(Record<String, ? extends SpecificRecord> input, String reason) {
        meters.quarantined.increment();
        context.forward(
                Aside.deadLetter(input, input.value(), context.recordMetadata(), reason), Names.deadLetters(processor));
    }
}
