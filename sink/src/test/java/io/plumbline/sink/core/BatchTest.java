package io.plumbline.sink.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.sink.database.Counts;
import io.plumbline.sink.route.Decoded;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final TopicPartition A = new TopicPartition("t", 0);
    private static final TopicPartition B = new TopicPartition("t", 1);

    @Test
    void halvesMeetInsideAPartition() {
        // B ends at 25: transaction markers follow its last record
        Batch batch = new Batch(List.of(item(A, 5), item(B, 10), item(B, 11), item(B, 20)), Map.of(A, 7L, B, 25L));

        List<Batch> halves = batch.halves();

        assertThat(halves.get(0).ends()).isEqualTo(Map.of(A, 7L, B, 11L));
        assertThat(halves.get(1).ends()).isEqualTo(Map.of(B, 25L));
        assertThat(halves.get(0).items()).hasSize(2);
        assertThat(halves.get(1).items()).hasSize(2);
    }

    @Test
    void aRecordThatIsSetAsideKeepsItsPlaceAndIsCounted() {
        Batch batch = new Batch(List.of(item(A, 5), item(A, 6)), Map.of(A, 7L));

        Batch aside = batch.with(0, batch.items().get(0).refused(Set.of(), "no good"));

        assertThat(aside.ends()).isEqualTo(Map.of(A, 7L));
        assertThat(aside.counts()).isEqualTo(Map.of(A, new Counts(0, 1, 1)));
        assertThat(aside.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.originalOffset()).isEqualTo(5);
            assertThat(refused.reason()).isEqualTo("no good");
        });
    }

    private static Item item(TopicPartition partition, long offset) {
        return new Item(
                partition,
                new ConsumerRecord<>(partition.topic(), partition.partition(), offset, null, null),
                new Decoded.Nothing());
    }
}
