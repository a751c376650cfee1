package io.plumbline.producers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.plumbline.producers.spool.SpoolRecord;
import io.plumbline.schemas.event.NodeStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Failures that a real broker does not produce on demand, with Kafka's own in-memory producer. */
class OutboxTest {

    private final List<MockProducer<String, byte[]>> producers = new ArrayList<>();
    private final List<Long> acknowledged = new ArrayList<>();
    private final List<Long> gaveUp = new ArrayList<>();
    private boolean unresolvable;
    private int failures;
    private final Outbox outbox = new Outbox(this::newProducer, OutboxTest::encode, new Outbox.Listener() {
        @Override
        public void acknowledged(Envelope envelope, long sentNanos, long acknowledgedNanos) {
            acknowledged.add(envelope.span().first());
        }

        @Override
        public void gaveUp(Envelope envelope) {
            gaveUp.add(envelope.span().first());
        }
    });

    @Test
    void whatTimedOutIsSentAgainBeforeAnythingNewer() {
        outbox.add(batch(1));
        outbox.push();
        producer().errorNext(new TimeoutException("no acknowledgement"));
        outbox.add(batch(2));
        pushUntilSent(2); // the first a second time, and the newer one

        assertThat(sent(producer())).containsExactly(1L, 1L, 2L);
        completeAll();
        assertThat(acknowledged).containsExactly(1L, 2L);
        assertThat(gaveUp).isEmpty();
    }

    @Test
    void aBrokenProducerIsReplacedAndWhatItHadUnderWayIsSentAgain() {
        outbox.add(batch(1));
        outbox.add(batch(2));
        outbox.push();
        producer().errorNext(new OutOfOrderSequenceException("broken for good"));
        producer().errorNext(new OutOfOrderSequenceException("broken for good"));
        await().until(() -> {
            outbox.push();
            return producers.size() == 2 && producer().history().size() == 2;
        });

        assertThat(producers.get(0).closed()).isTrue();
        assertThat(sent(producer())).containsExactly(1L, 2L);
        completeAll();
        assertThat(acknowledged).containsExactly(1L, 2L);
    }

    @Test
    void aProducerThatCannotBeMadeIsTriedAgainAfterAPauseNotAtEveryTick() {
        outbox.add(batch(1));
        outbox.push();
        producer().errorNext(new OutOfOrderSequenceException("broken for good"));
        unresolvable = true;
        await().ignoreException(KafkaException.class).until(() -> {
            outbox.push();
            return failures > 0;
        });
        for (int tick = 0; tick < 10; tick++) {
            assertThatCode(outbox::push).doesNotThrowAnyException();
        }

        unresolvable = false;
        await().until(() -> {
            outbox.push();
            return producers.size() == 2 && producer().history().size() == 1;
        });
    }

    @Test
    void whatIsRefusedForEverIsGivenUpAndTheRestGoesOn() {
        outbox.add(batch(1));
        outbox.add(batch(2));
        outbox.push();
        producer().errorNext(new RecordTooLargeException("too large"));
        completeAll();

        assertThat(gaveUp).containsExactly(1L);
        assertThat(acknowledged).containsExactly(2L);
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void aHeartbeatThatFailedIsNotSentAgain() {
        outbox.add(new Envelope(record(0), Span.NONE, true));
        outbox.push();
        producer().errorNext(new TimeoutException("no acknowledgement"));
        outbox.settle();

        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void theWindowIsBounded() {
        for (int i = 0; outbox.hasRoom(); i++) {
            assertThat(i).isLessThan(1_000);
            outbox.add(batch(i));
            outbox.push();
        }
        completeAll();

        assertThat(outbox.hasRoom()).isTrue();
    }

    @Test
    void onlyWhatCertainlyWasNotStoredIsEverRefused() {
        assertThat(Failure.of(new RecordTooLargeException("x"))).isEqualTo(Failure.REFUSED);
        assertThat(Failure.of(new TimeoutException("x"))).isEqualTo(Failure.WAIT);
        assertThat(Failure.of(new RetriableException("x") {})).isEqualTo(Failure.WAIT);
        assertThat(Failure.of(new TopicAuthorizationException("x"))).isEqualTo(Failure.REPLACE_PRODUCER);
        assertThat(Failure.of(new IllegalStateException("closed"))).isEqualTo(Failure.REPLACE_PRODUCER);
    }

    private void pushUntilSent(int inFlight) {
        int before = producer().history().size();
        await().atMost(Duration.ofSeconds(5)).until(() -> {
            outbox.push();
            return producer().history().size() == before + inFlight;
        });
    }

    private void completeAll() {
        while (producer().completeNext()) {
            outbox.settle();
        }
        outbox.settle();
    }

    private MockProducer<String, byte[]> newProducer() {
        if (unresolvable) {
            failures++;
            throw new KafkaException("no resolvable bootstrap servers");
        }
        producers.add(new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer()));
        return producer();
    }

    private MockProducer<String, byte[]> producer() {
        return producers.get(producers.size() - 1);
    }

    private static List<Long> sent(MockProducer<String, byte[]> producer) {
        return producer.history().stream().map(ProducerRecord::timestamp).toList();
    }

    private static ProducerRecord<String, byte[]> encode(Envelope envelope) {
        return new ProducerRecord<>(envelope.topic(), null, envelope.record().timestampMillis(), "node", new byte[0]);
    }

    private static Envelope batch(long number) {
        return new Envelope(record(number), new Span(number, 1, 0), false);
    }

    private static SpoolRecord record(long timestampMillis) {
        return new SpoolRecord("test.nodes", "node", timestampMillis, new NodeStatus());
    }
}
