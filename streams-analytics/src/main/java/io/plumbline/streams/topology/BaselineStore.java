package io.plumbline.streams.topology;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Takes the baselines into every instance's copy of them, as the bytes that a restore finds, too. */
final class BaselineStore implements Processor<String, byte[], Void, Void> {
    private KeyValueStore<String, byte[]> store;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(Names.BASELINES_STORE);
    }

    @Override
    public void process(Record<String, byte[]> input) {
        if (input.key() != null) { // nobody looks for what has no key
            store.put(input.key(), input.value());
        }
    }
}
