package io.plumbline.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private final Exception tooLarge = new RecordTooLargeException("more than the broker takes");

    private final Refusals refusals = new Refusals();
    private final Refusals.Transaction transaction = refusals.transaction();

    @Test
    void whatABrokerRefusedIsKnownWhenItComesAgain() {
        transaction.learn(output("large"), tooLarge);

        assertThat(refusals.of(output("large"))).isSameAs(tooLarge);
        assertThat(refusals.of(output("other"))).isNull();
        assertThat(refusals.explain(new IllegalStateException(tooLarge))).isTrue();
    }

    /** Kafka's producer gives the reason of the first as the answer to all that it had not sent yet. */
    @Test
    void anOutputThatEndsWithAnothersTransactionIsNotRefused() {
        transaction.learn(output("large"), tooLarge);
        transaction.learn(output("innocent"), tooLarge);

        assertThat(refusals.of(output("innocent"))).isNull();
    }

    @Test
    void theNextTransactionCanTellOfAnother() {
        transaction.learn(output("large"), tooLarge);
        refusals.transaction().learn(output("second"), tooLarge);

        assertThat(refusals.of(output("second"))).isSameAs(tooLarge);
    }

    @Test
    void whatIsNoRefusalIsForgotten() {
        transaction.learn(output("written"), null);
        transaction.learn(output("aborted"), new TransactionAbortedException());

        assertThat(refusals.of(output("aborted"))).isNull();
        assertThat(refusals.explain(new TransactionAbortedException())).isFalse();
    }

    private static ProducerRecord<byte[], byte[]> output(String key) {
        return new ProducerRecord<>("rows", null, 0L, key.getBytes(StandardCharsets.UTF_8), new byte[3]);
    }
}
