package io.plumbline.sink.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.sink.route.Decoded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final TopicPartition A = new TopicPartition("t", 0);
    private static final TopicPartition B = new TopicPartition("t", 1);
    private static final long MILLI = 1_000_000;

    private final Gathering gathering = new Gathering(new BatchLimits(10, 1_000, Duration.ofMillis(20)));

    @Test
    void smallPollsGatherUntilTheFirstRecordHasWaitedLongEnough() {
        gathering.add(A, items(A, 0, 2, 1), 2, 0);
        gathering.add(B, items(B, 5, 1, 1), 8, 15 * MILLI); // two transaction markers follow

        assertThat(gathering.due(19 * MILLI)).isFalse();
        assertThat(gathering.patience(19 * MILLI, Duration.ofSeconds(9))).isEqualTo(Duration.ofMillis(1));
        assertThat(gathering.due(20 * MILLI)).isTrue();
        assertThat(gathering.take(20 * MILLI).ends()).isEqualTo(Map.of(A, 2L, B, 8L));
        assertThat(gathering.due(99 * MILLI)).isFalse();
        assertThat(gathering.patience(99 * MILLI, Duration.ofSeconds(9))).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void aTransactionNeverHoldsMoreRowsThanItMay() {
        gathering.add(A, items(A, 0, 25, 1), 30, 0);

        assertThat(takeAllDue()).extracting(batch -> batch.items().size()).containsExactly(10, 10);
        assertThat(gathering.take(0).ends()).isEqualTo(Map.of(A, 30L));
    }

    @Test
    void aTransactionNeverHoldsMoreBytesThanItMayUnlessOneRecordDoes() {
        gathering.add(A, items(A, 0, 3, 400), 3, 0);
        gathering.add(A, items(A, 3, 1, 5_000), 4, 0);
        gathering.add(A, items(A, 4, 1, 600), 5, 0);

        assertThat(takeAllDue())
                .extracting(batch -> batch.ends().get(A))
                .containsExactly(2L, 3L, 4L); // the last waits for more
        assertThat(gathering.holds(A)).isTrue();
    }

    @Test
    void whatAPartitionLeftBehindIsDroppedWithIt() {
        gathering.add(A, items(A, 0, 9, 1), 9, 0);
        gathering.add(B, items(B, 0, 9, 1), 9, 0);

        gathering.drop(Set.of(A));

        assertThat(gathering.due(0)).isFalse();
        assertThat(gathering.take(0).ends()).isEqualTo(Map.of(B, 9L));
    }

    private List<Batch> takeAllDue() {
        List<Batch> result = new ArrayList<>();
        while (gathering.due(0)) {
            result.add(gathering.take(0));
        }
        return result;
    }

    private static List<Item> items(TopicPartition partition, long first, int count, int bytes) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Item(
                        partition,
                        new ConsumerRecord<>(
                                partition.topic(), partition.partition(), first + i, null, new byte[bytes]),
                        new Decoded.Nothing()))
                .toList();
    }
}
