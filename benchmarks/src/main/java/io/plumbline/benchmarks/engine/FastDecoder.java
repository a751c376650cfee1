package io.plumbline.benchmarks.engine;

import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.BatchReader;
import io.plumbline.streams.domain.window.ByRange;
import java.nio.charset.StandardCharsets;

/** Plumbline's own way, {@link BatchReader}: no object for a record or an event. */
final class FastDecoder implements Decoder {
    private final BatchReader batch;
    private final ByRange<String> operations = new ByRange<>();

    FastDecoder(RegistryClient registry) {
        batch = new BatchReader(registry);
    }

    @Override
    public void decode(byte[] framed, Events events) {
        batch.read(framed, 0, framed.length);
        for (int i = 0; i < batch.count(); i++) {
            long duration = batch.durationNanos(i);
            events.event(operation(i), batch.startMicros(i) + duration / 1_000, duration);
        }
    }

    private String operation(int index) {
        byte[] bytes = batch.bytes();
        int start = batch.operationStart(index);
        int length = batch.operationLength(index);
        String known = operations.get(bytes, start, length);
        if (known == null) {
            known = new String(bytes, start, length, StandardCharsets.UTF_8);
            operations.put(bytes, start, length, known);
        }
        return known;
    }
}
