package io.plumbline.producers.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumbline.producers.spool.Batches;
import io.plumbline.producers.spool.SpoolConfig;
import io.plumbline.producers.spool.SpoolConfig.Use;
import io.plumbline.producers.spool.SpoolConfig.WhenFull;
import io.plumbline.producers.spool.SpoolRecord;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A process to be killed: it numbers batches, keeps and sends them as an agent does, to a Kafka that goes away for a while
 * now and then. Two files tell what happened, line by line: {@code delivered} what Kafka has, {@code kept} what the backlog
 * had promised by then. Both are written before anybody is told, and survive the process.
 */
final class SpoolingSender {
    /** Printed once for each round of work. */
    static final String TURN = "turn";

    /** What a process does. */
    enum Task {
        /** Numbers new batches until it is killed. */
        SEND,
        /** Only delivers what is left, and ends. */
        DRAIN,
        /** For the negative control: like SEND, but what was sent counts as acknowledged, before Kafka has it. */
        FORGET
    }

    private final Task task;
    private final String boot;
    private final Random random;
    private final OutputStream delivered;
    private final OutputStream kept;
    private final MockProducer<String, byte[]> kafka =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final DiskBacklog backlog;
    private final Outbox outbox;
    private int completed;
    private long next;

    private SpoolingSender(Path directory, Task task, String boot, long seed) throws IOException {
        this.task = task;
        this.boot = boot;
        random = new Random(seed);
        delivered = new FileOutputStream(directory.resolve("delivered").toFile(), true);
        kept = new FileOutputStream(directory.resolve("kept").toFile(), true);
        outbox = new Outbox(() -> kafka, SpoolingSender::encode, new Outbox.Listener() {
            @Override
            public void acknowledged(Envelope envelope, long sentNanos, long acknowledgedNanos) {
                backlog.acknowledged(envelope);
            }

            @Override
            public void gaveUp(Envelope envelope) {
                throw new IllegalStateException("nothing is ever refused here");
            }
        });
        SpoolConfig config = new SpoolConfig(
                directory.resolve("spool"),
                4 << 20,
                true,
                random.nextBoolean() ? Use.ALWAYS : Use.OUTAGE,
                Duration.ofSeconds(1),
                WhenFull.DROP_NEWEST);
        backlog = new DiskBacklog(config, boot, outbox);
    }

    /** Arguments: directory, task, boot, seed. */
    public static void main(String[] arguments) throws IOException {
        SpoolingSender sender = new SpoolingSender(
                Path.of(arguments[0]), Task.valueOf(arguments[1]), arguments[2], Long.parseLong(arguments[3]));
        if (sender.task == Task.DRAIN) {
            sender.drain();
        } else {
            sender.sendForEver();
        }
    }

    private void drain() throws IOException {
        do {
            backlog.turn(false);
            outbox.push();
            deliver(64);
        } while (!backlog.isEmpty() || !outbox.isEmpty());
        backlog.close();
    }

    private void sendForEver() throws IOException {
        while (true) {
            boolean away = random.nextInt(3) > 0;
            for (int turn = random.nextInt(60); turn >= 0; turn--) {
                outbox.settle();
                backlog.turn(away);
                number();
                backlog.keep();
                promise();
                outbox.push();
                if (task == Task.FORGET) {
                    forget();
                }
                if (!away) {
                    deliver(random.nextInt(40));
                }
                System.out.println(TURN);
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(500));
            }
        }
    }

    private void number() {
        for (int batches = random.nextInt(4); batches > 0 && hasRoom(); batches--) {
            int count = 1 + random.nextInt(20);
            Envelope envelope = new Envelope(Batches.batch(boot, next, count), new Span(next, count, 0), false);
            next += count;
            if (backlog.isOpen()) {
                backlog.add(envelope);
            } else {
                outbox.add(envelope);
            }
        }
    }

    private boolean hasRoom() {
        return backlog.isOpen() ? backlog.hasRoom() : outbox.hasRoom();
    }

    /** While the backlog is open, all that was numbered is in it. */
    private void promise() throws IOException {
        if (backlog.isOpen() && backlog.hasRoom()) {
            kept.write((boot + " " + next + "\n").getBytes(UTF_8));
        }
    }

    private void forget() {
        while (kafka.completeNext()) {
            outbox.settle();
        }
    }

    /** Completes at most so many of what was sent, in order. */
    private void deliver(int most) throws IOException {
        for (int i = 0; i < most && completed < kafka.history().size(); i++) {
            delivered.write(kafka.history().get(completed++).value());
            kafka.completeNext();
        }
        outbox.settle();
    }

    private static ProducerRecord<String, byte[]> encode(Envelope envelope) {
        SpoolRecord record = envelope.record();
        var batch = (io.plumbline.schemas.event.MeasurementBatch) record.value();
        String line = "%s %d %d\n"
                .formatted(
                        batch.getBoot(),
                        batch.getFirstSequence(),
                        batch.getMeasurements().size());
        return new ProducerRecord<>(record.topic(), null, record.timestampMillis(), record.key(), line.getBytes(UTF_8));
    }
}
