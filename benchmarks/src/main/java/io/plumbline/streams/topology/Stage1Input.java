package io.plumbline.streams.topology;

import io.plumbline.benchmarks.load.FramedBatches;
import io.plumbline.benchmarks.load.Workload;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.BatchReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Bundles of a workload that can be sent again and again, each time as what the same nodes measured next. */
final class Stage1Input implements AutoCloseable {
    private static final int POLLED = 500; // records that one poll returns at most

    private final Workload workload;
    private final FramedBatches framed;
    private final List<byte[]> bundles = new ArrayList<>();
    private final Bundle bundle = new Bundle();
    private final BatchReader batch;
    private long nowMillis;

    /** @param workload all nodes must have the same number of events in it */
    Stage1Input(Workload workload, Instant start) {
        this.workload = workload;
        framed = new FramedBatches(workload, start);
        batch = new BatchReader(framed.registry());
        nowMillis = start.plus(workload.span()).toEpochMilli();
        List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
        for (byte[] value : framed.values()) {
            polled.add(new ConsumerRecord<>(framed.topic(), 0, polled.size(), new byte[0], value));
            if (polled.size() == POLLED) {
                bundle(polled);
            }
        }
        bundle(polled);
    }

    RegistryClient registry() {
        return framed.registry();
    }

    List<byte[]> bundles() {
        return bundles;
    }

    /** The wall clock when these bundles are complete. */
    long nowMillis() {
        return nowMillis;
    }

    /** Moves times and sequence numbers on by one length of the workload. Makes no objects. */
    void moveOn() {
        long micros = workload.span().toNanos() / 1_000;
        long events = workload.events() * Workload.OPERATIONS / workload.series();
        for (byte[] bytes : bundles) {
            bundle.open(bytes, Optional.empty());
            while (bundle.next()) {
                batch.read(bytes, bundle.valueStart(), bundle.valueLength());
                rewrite(bytes, batch.senderStart() + batch.senderLength(), batch.firstSequence() + events);
                for (int i = 0; i < batch.count(); i++) {
                    int at = batch.operationStart(i) + batch.operationLength(i);
                    rewrite(bytes, at, batch.startMicros(i) + micros);
                }
            }
        }
        nowMillis += micros / 1_000;
    }

    @Override
    public void close() {
        framed.close();
    }

    private void bundle(List<ConsumerRecord<byte[], byte[]>> polled) {
        Bundler.bundle(polled).forEach(record -> bundles.add(record.value()));
        polled.clear();
    }

    /** An Avro number over one that takes the same room. */
    private static void rewrite(byte[] bytes, int start, long number) {
        long rest = number << 1;
        int at = start;
        for (; rest > 0x7F; rest >>>= 7) {
            if (bytes[at] >= 0) {
                throw new IllegalStateException(number + " takes more room than the number before");
            }
            bytes[at++] = (byte) (rest | 0x80);
        }
        if (bytes[at] < 0) {
            throw new IllegalStateException(number + " takes less room than the number before");
        }
        bytes[at] = (byte) rest;
    }
}
