package io.plumbline.producers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.producers.spool.Batches;
import io.plumbline.producers.spool.SpoolConfig;
import io.plumbline.producers.spool.SpoolConfig.Use;
import io.plumbline.producers.spool.SpoolConfig.WhenFull;
import io.plumbline.producers.spool.SpoolRecord;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.NodeStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of numbers on their way through the disk, with Kafka's own in-memory producer. */
class DiskBacklogTest {
    @TempDir
    Path directory;

    private final List<MeasurementBatch> sent = new ArrayList<>();
    private MockProducer<String, byte[]> kafka;
    private Outbox outbox;
    private DiskBacklog backlog;
    private String boot;
    private long next;

    @AfterEach
    void close() {
        backlog.close();
    }

    @Test
    void inGoodTimesNothingIsWritten() {
        boot("boot", Use.OUTAGE, WhenFull.DROP_NEWEST);
        backlog.turn(false);

        assertThat(backlog.isOpen()).isFalse();
        assertThat(backlog.statistics().kept()).isZero();
    }

    @Test
    void whatIsUnderWayWhenKafkaStallsIsKeptBeforeAnythingNewerButNoStatus() {
        boot("boot", Use.OUTAGE, WhenFull.DROP_NEWEST);
        outbox.add(number(3));
        outbox.add(new Envelope(new SpoolRecord("nodes", "node", 0, new NodeStatus()), Span.NONE, false));
        backlog.turn(true);
        backlog.add(number(2));
        backlog.keep();
        backlog.close();

        boot("later", Use.OUTAGE, WhenFull.DROP_NEWEST);
        deliverAll();
        assertThat(numbers("boot")).containsExactly("0..2", "3..4");
        assertThat(sent).hasSize(2);
    }

    @Test
    void underAlwaysEachBatchIsOnDiskBeforeItIsSent() {
        boot("boot", Use.ALWAYS, WhenFull.DROP_NEWEST);
        backlog.add(number(1));
        assertThat(outbox.isEmpty()).isTrue();
        backlog.keep();

        assertThat(backlog.statistics().kept()).isEqualTo(1);
        assertThat(outbox.unsettled()).hasSize(1);
    }

    @Test
    void aDamagedRecordIsDeclaredAsDroppedUnderItsOwnBoot() throws Exception {
        boot("boot", Use.ALWAYS, WhenFull.DROP_NEWEST);
        for (int count : List.of(3, 4, 5)) {
            backlog.add(number(count));
        }
        backlog.keep();
        backlog.close();
        damageTheMiddle();

        boot("later", Use.OUTAGE, WhenFull.DROP_NEWEST);
        deliverAll();
        assertThat(numbers("boot")).containsExactly("0..2", "declared 3..6", "7..11");
    }

    @Test
    void aFullSpoolWaitsOrGivesUpItsOldestAndEveryNumberIsDeliveredOrDeclared() {
        for (WhenFull whenFull : WhenFull.values()) {
            sent.clear();
            next = 0;
            boot("boot-" + whenFull, Use.OUTAGE, whenFull);
            backlog.turn(true);
            int refusals = 0;
            for (int i = 0; i < 2_000; i++) {
                if (backlog.hasRoom()) {
                    backlog.add(number(10));
                    backlog.keep();
                } else {
                    refusals++;
                }
            }
            long declared = backlog.dropped();
            deliverAll();

            assertThat(refusals > 0).isEqualTo(whenFull == WhenFull.DROP_NEWEST);
            assertThat(declared > 0).isEqualTo(whenFull == WhenFull.DROP_OLDEST);
            Received received = new Received(List.copyOf(sent));
            assertThat(received.assertContiguous()).isEqualTo(next);
            assertThat(received.dropped()).isEqualTo(declared);
            assertThat(backlog.measurements()).isZero();
            backlog.close();
        }
    }

    @Test
    void whatKafkaRefusesOfAnEarlierBootIsDeclaredUnderThatBoot() {
        boot("boot", Use.ALWAYS, WhenFull.DROP_NEWEST);
        backlog.add(number(3));
        backlog.keep();
        backlog.close();

        boot("later", Use.OUTAGE, WhenFull.DROP_NEWEST);
        backlog.turn(false);
        outbox.push();
        sent.clear();
        kafka.errorNext(new RecordTooLargeException("too large"));
        deliverAll();
        assertThat(numbers("boot")).containsExactly("declared 0..2");
    }

    private void boot(String name, Use use, WhenFull whenFull) {
        kafka = new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
        outbox = new Outbox(() -> kafka, this::encode, new Outbox.Listener() {
            @Override
            public void acknowledged(Envelope envelope, long sentNanos, long acknowledgedNanos) {
                backlog.acknowledged(envelope);
            }

            @Override
            public void gaveUp(Envelope envelope) {
                backlog.gaveUp(envelope);
            }
        });
        backlog = new DiskBacklog(
                new SpoolConfig(directory, 256 << 10, false, use, Duration.ofSeconds(1), whenFull), name, outbox);
        boot = name;
    }

    private Envelope number(int count) {
        SpoolRecord record = Batches.batch(boot, next, count);
        next += count;
        return new Envelope(record, Gaps.spanOf((MeasurementBatch) record.value()), false);
    }

    private void deliverAll() {
        do {
            backlog.turn(false);
            outbox.push();
            while (kafka.completeNext()) {
                outbox.settle();
            }
        } while (!backlog.isEmpty() || !outbox.isEmpty());
    }

    private List<String> numbers(String ofBoot) {
        return sent.stream()
                .filter(batch -> batch.getBoot().equals(ofBoot))
                .map(DiskBacklogTest::text)
                .toList();
    }

    private static String text(MeasurementBatch batch) {
        Span span = Gaps.spanOf(batch);
        return (span.count() == 0 ? "declared " : "") + span.start() + ".." + (span.end() - 1);
    }

    private ProducerRecord<String, byte[]> encode(Envelope envelope) {
        if (envelope.value() instanceof MeasurementBatch batch) {
            sent.add(batch);
        }
        return new ProducerRecord<>(envelope.topic(), "node", new byte[0]);
    }

    private void damageTheMiddle() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            Path segment = files.filter(file -> file.toString().endsWith(".spool"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(segment);
            bytes[bytes.length / 2]++;
            Files.write(segment, bytes);
        }
    }
}
