package io.plumbline.sink;

import io.plumbline.sink.Batch.Item;
import io.plumbline.sink.database.DatabaseWriter;
import io.plumbline.sink.database.Failure;
import io.plumbline.sink.database.FencedException;
import io.plumbline.sink.database.Position;
import io.plumbline.sink.database.Transaction;
import io.plumbline.sink.route.Router;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls, decodes, stores: one thread.
 *
 * <p>Whenever it is in doubt what the database holds (a failure of any kind, an unanswered commit, a new assignment), it
 * drops what it has in hand, claims its partitions with a new epoch and resumes from the stored positions. So nothing is
 * buffered during an outage, and there is one way of recovery. Meanwhile the partitions are paused and polling goes on,
 * which keeps the membership of the group.
 */
final class SinkLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final Duration ENDS = Duration.ofMillis(500);
    private static final long PROGRESS_NANOS = Duration.ofSeconds(1).toNanos();

    /** Opens a connection to the database, or fails like one. */
    interface Database {
        DatabaseWriter open() throws SQLException;
    }

    private final Consumer<byte[], byte[]> consumer;
    private final Router router;
    private final Database database;
    private final TopicIds topicIds;
    private final SinkMetrics metrics;
    private final LatencyListener listener;
    private final CatchUp catchUp;
    private final Ownership ownership = new Ownership();
    private final Backoff backoff;
    private final Backoff registryBackoff;
    private final Map<TopicPartition, Long> held = new HashMap<>();
    private DatabaseWriter writer;
    private long retryAt = System.nanoTime();
    private long progressAt = retryAt;
    private volatile boolean joined;
    private volatile boolean settled;
    private volatile boolean closing;
    private volatile Throwable failure;

    SinkLoop(
            SinkConfig config,
            Consumer<byte[], byte[]> consumer,
            Router router,
            Database database,
            TopicIds topicIds,
            SinkMetrics metrics,
            LatencyListener listener,
            CatchUp catchUp) {
        this.consumer = consumer;
        this.router = router;
        this.database = database;
        this.topicIds = topicIds;
        this.metrics = metrics;
        this.listener = listener;
        this.catchUp = catchUp;
        this.backoff = backoff(config);
        this.registryBackoff = backoff(config);
    }

    private static Backoff backoff(SinkConfig config) {
        return new Backoff(
                config.firstBackoff(),
                config.lastBackoff(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** Whether all assigned partitions are claimed and read. */
    boolean ready() {
        return joined && settled && failure == null;
    }

    /** Why it ended; null: it runs, or was closed. */
    Throwable failure() {
        return failure;
    }

    /** Asks the loop to end; from any thread. */
    void end() {
        closing = true;
        consumer.wakeup();
    }

    @Override
    public void run() {
        try {
            subscribe();
            while (!closing) {
                step();
            }
        } catch (WakeupException e) {
            LOG.debug("woken up to end", e);
        } catch (RuntimeException | Error e) {
            failure = e;
            LOG.error("sink stopped: {}", e.getMessage(), e);
        } finally {
            closeWriter();
            consumer.close(CloseOptions.timeout(CLOSE));
            LOG.info("sink ended positions={}", ownership.positions());
        }
    }

    private void step() {
        ConsumerRecords<byte[], byte[]> records = poll();
        resumeHeld();
        store(decode(records));
        claim();
        settled = ownership.unclaimed().isEmpty() && held.isEmpty();
        if (settled && !ownership.claimed().isEmpty()) {
            catchUp.check(consumer, ownership);
        }
        showProgress();
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            return consumer.poll(POLL);
        } catch (InvalidOffsetException e) {
            throw new SinkStoppedException("records vanished before they were stored, by retention or by hand: " + e);
        }
    }

    /** Everything up to a record that the registry would have to be asked about, if it cannot be asked. */
    private Batch decode(ConsumerRecords<byte[], byte[]> records) {
        List<Item> items = new ArrayList<>(records.count());
        Map<TopicPartition, Long> ends = new HashMap<>();
        records.nextOffsets().forEach((partition, next) -> {
            if (!ownership.owns(partition)) {
                return;
            }
            int before = items.size();
            long end = decode(partition, records.records(partition), next.offset(), items);
            if (items.size() > before) {
                ends.put(partition, end);
            } else {
                ownership.read(partition, end);
            }
        });
        return new Batch(items, ends);
    }

    private long decode(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long end, List<Item> items) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                items.add(new Item(record, router.decode(record)));
            } catch (KafkaException e) {
                hold(partition, record.offset(), e);
                return record.offset();
            }
        }
        return end;
    }

    private boolean store(Batch batch) {
        if (batch.ends().isEmpty()) {
            return true;
        }
        long start = System.nanoTime();
        try {
            boolean conflict =
                    writer().write(new Transaction(ownership.advances(batch.ends()), batch.rows(), batch.refused()));
            long end = System.nanoTime();
            ownership.stored(batch.ends());
            if (held.isEmpty()) {
                registryBackoff.reset();
            }
            metrics.stored(batch, conflict, end - start);
            listener.committed(start, end, true);
            return true;
        } catch (FencedException e) {
            rejoin(e);
            return false;
        } catch (SQLException e) {
            listener.committed(start, System.nanoTime(), false);
            return storeParts(batch, e);
        }
    }

    /** A batch that the database refuses is halved until the record that it refuses stands alone. */
    private boolean storeParts(Batch batch, SQLException e) {
        Failure kind = Failure.of(e);
        boolean divisible = kind == Failure.POISON || kind == Failure.SPLIT;
        if (!divisible || batch.items().isEmpty()) {
            doubt(e, kind == Failure.WAIT);
            return false;
        }
        if (batch.items().size() > 1) {
            List<Batch> halves = batch.halves();
            return store(halves.get(0)) && store(halves.get(1));
        }
        if (!batch.refused().isEmpty()) { // the quarantine itself refuses it
            doubt(e, true);
            return false;
        }
        LOG.warn("quarantined {} reason={}", batch.ends(), e.getMessage());
        return store(batch.setAside(e.getMessage()));
    }

    private void claim() {
        Set<TopicPartition> unclaimed = ownership.unclaimed();
        if (unclaimed.isEmpty() || System.nanoTime() - retryAt < 0) {
            return;
        }
        try {
            claim(unclaimed);
            backoff.reset();
        } catch (FencedException e) {
            rejoin(e);
        } catch (SQLException e) {
            doubt(e, Failure.of(e) == Failure.WAIT);
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            doubt(e, false);
        }
    }

    private void claim(Set<TopicPartition> unclaimed) throws SQLException {
        Map<String, String> ids = topicIds.of(unclaimed);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(unclaimed);
        Map<TopicPartition, Position> positions = new HashMap<>();
        for (TopicPartition partition : unclaimed) {
            String id = ids.get(partition.topic());
            positions.put(partition, writer().claim(partition, id, beginnings.get(partition)));
        }
        // After the claim: until then another sink may have stored what arrived meanwhile.
        Map<TopicPartition, Long> ends = consumer.endOffsets(unclaimed);
        positions.forEach((partition, position) -> {
            long next = Resume.offset(
                    partition, position, ids.get(partition.topic()), beginnings.get(partition), ends.get(partition));
            ownership.claimed(partition, position);
            consumer.seek(partition, next);
            consumer.resume(List.of(partition));
            LOG.info("claimed partition={} epoch={} resume={}", partition, position.epoch(), next);
        });
    }

    /** Nothing is known of the database until it answers again. */
    private void doubt(Exception e, boolean person) {
        Duration pause = pauseAll();
        if (person) {
            LOG.error("cannot store, somebody must act; next try in {} ms: {}", pause.toMillis(), e.getMessage());
        } else {
            LOG.warn("cannot store, next try in {} ms: {}", pause.toMillis(), e.getMessage());
        }
    }

    private void rejoin(FencedException e) {
        pauseAll();
        metrics.fenced();
        LOG.warn("fenced, joining the group again: {}", e.getMessage());
        consumer.unsubscribe();
        subscribe();
    }

    private Duration pauseAll() {
        closeWriter();
        ownership.doubt();
        held.clear();
        consumer.pause(ownership.unclaimed());
        settled = false;
        metrics.retried();
        Duration pause = backoff.next();
        retryAt = System.nanoTime() + pause.toNanos();
        return pause;
    }

    /** One partition waits for the registry; the others go on. */
    private void hold(TopicPartition partition, long offset, KafkaException e) {
        Duration pause = registryBackoff.next();
        consumer.pause(List.of(partition));
        consumer.seek(partition, offset);
        held.put(partition, System.nanoTime() + pause.toNanos());
        metrics.retried();
        LOG.warn(
                "cannot read partition={} offset={}, next try in {} ms: {}",
                partition,
                offset,
                pause.toMillis(),
                e.getMessage());
    }

    private void resumeHeld() {
        held.entrySet().removeIf(entry -> {
            boolean due = System.nanoTime() - entry.getValue() >= 0;
            if (due) {
                consumer.resume(List.of(entry.getKey()));
            }
            return due;
        });
    }

    private void subscribe() {
        consumer.subscribe(router.topics(), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                // Without a position the consumer would ask Kafka for one; the true one comes with the claim.
                partitions.forEach(partition -> consumer.seek(partition, 0));
                consumer.pause(partitions);
                ownership.assigned(partitions);
                joined = true;
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                ownership.removed(partitions);
                held.keySet().removeAll(partitions);
            }
        });
    }

    private void showProgress() {
        if (System.nanoTime() - progressAt >= 0) {
            // Aborted records and markers at a partition's end: a position before them would seem overtaken by
            // retention.
            store(new Batch(List.of(), ownership.passed()));
            try {
                metrics.progress(ownership.positions(), unread());
            } catch (RetriableException e) {
                LOG.debug("the lag is not known, asking again", e);
            }
            progressAt = System.nanoTime() + PROGRESS_NANOS;
        }
    }

    private long unread() {
        long unread = 0;
        for (TopicPartition partition : ownership.claimed()) {
            unread += consumer.currentLag(partition).orElse(0);
        }
        Map<TopicPartition, Long> waiting = ownership.lastKnown();
        if (!waiting.isEmpty()) { // what is paused is not fetched, so the consumer does not know its end
            for (Map.Entry<TopicPartition, Long> end :
                    consumer.endOffsets(waiting.keySet(), ENDS).entrySet()) {
                unread += Math.max(0, end.getValue() - waiting.get(end.getKey()));
            }
        }
        return unread;
    }

    private DatabaseWriter writer() throws SQLException {
        if (writer == null) {
            writer = database.open();
        }
        return writer;
    }

    private void closeWriter() {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}
