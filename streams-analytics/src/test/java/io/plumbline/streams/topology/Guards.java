package io.plumbline.streams.topology;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/** Lets tests of other packages guard processors of their own. */
public final class Guards {
    private Guards() {}

    /** @param deadLetters the sink for dead letters that is connected to these processors */
    public static <V extends SpecificRecord> ProcessorSupplier<String, V, String, SpecificRecord> guarded(
            ProcessorSupplier<String, V, String, SpecificRecord> processors, String deadLetters, Shared shared) {
        return () -> new GuardedProcessor<>(processors.get(), deadLetters, shared);
    }
}
