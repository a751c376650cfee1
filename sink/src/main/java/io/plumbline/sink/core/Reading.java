package io.plumbline.sink.core;

import io.plumbline.sink.core.Source.Fetched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Polls and decodes, up to records about which the registry would have to be asked while it cannot be. Not thread-safe. */
final class Reading {
    private static final Duration IDLE = Duration.ofMillis(100);

    private final Source source;
    private final Decoder decoder;
    private final Ownership ownership;
    private final Journal journal;
    private final LongSupplier nanos;
    private final Gathering gathering;
    private final Backoff registry;
    private final Holds holds = new Holds();

    Reading(
            Source source,
            Decoder decoder,
            Ownership ownership,
            Journal journal,
            LongSupplier nanos,
            Gathering gathering,
            Backoff registry) {
        this.source = source;
        this.decoder = decoder;
        this.ownership = ownership;
        this.journal = journal;
        this.nanos = nanos;
        this.gathering = gathering;
        this.registry = registry;
    }

    void read() {
        for (Fetched fetched : source.poll(gathering.patience(nanos.getAsLong(), IDLE))) {
            if (ownership.owns(fetched.partition())) {
                take(fetched);
            }
        }
        holds.release(nanos.getAsLong()).forEach(partition -> source.resume(List.of(partition)));
    }

    boolean waits() {
        return !holds.isEmpty();
    }

    void removed(Collection<TopicPartition> partitions) {
        gathering.drop(partitions);
        holds.removed(partitions);
    }

    /** All of it will be read again. */
    void forget() {
        gathering.clear();
        holds.clear();
    }

    private void take(Fetched fetched) {
        List<Item> items = new ArrayList<>(fetched.records().size());
        long end = decode(fetched, items);
        if (items.isEmpty() && !gathering.holds(fetched.partition())) {
            ownership.read(fetched.partition(), end);
        } else {
            gathering.add(fetched.partition(), items, end, nanos.getAsLong());
        }
    }

    private long decode(Fetched fetched, List<Item> items) {
        for (ConsumerRecord<byte[], byte[]> record : fetched.records()) {
            try {
                items.add(new Item(fetched.partition(), record, decoder.decode(record)));
            } catch (KafkaException e) {
                hold(fetched.partition(), record.offset(), e);
                return record.offset();
            }
        }
        if (holds.isEmpty()) {
            registry.reset();
        }
        return fetched.next();
    }

    private void hold(TopicPartition partition, long offset, KafkaException e) {
        Duration pause = registry.next();
        source.pause(List.of(partition));
        source.seek(partition, offset);
        holds.hold(partition, nanos.getAsLong() + pause.toNanos());
        journal.held(partition, offset, e, pause);
    }
}
