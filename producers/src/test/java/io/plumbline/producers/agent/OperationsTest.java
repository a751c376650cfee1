package io.plumbline.producers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OperationsTest {
    private final Operations operations = new Operations();

    @Test
    void theSameNameAndLabelsAreTheSameOperation() {
        Operation read = operations.of("read", Map.of("shard", "1"));

        assertThat(operations.of("read", Map.of("shard", "1"))).isSameAs(read);
        assertThat(operations.of("read", Map.of("shard", "2"))).isNotSameAs(read);
        assertThat(operations.at(read.index())).isSameAs(read);
    }

    @Test
    void manyThreadsThatAskForTheSameGetTheSame() {
        long different = IntStream.range(0, 10_000)
                .parallel()
                .mapToObj(i -> operations.of("op" + i % 100, Map.of()))
                .distinct()
                .count();

        assertThat(different).isEqualTo(100);
        assertThat(IntStream.range(0, 100).mapToObj(i -> operations.at(i).name()))
                .doesNotHaveDuplicates();
    }

    @Test
    void anUnboundedSetOfNamesIsRefused() {
        for (int i = 0; i < Agent.MAX_OPERATIONS; i++) {
            operations.of("op" + i, Map.of());
        }

        assertThatThrownBy(() -> operations.of("one more", Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("4096 operations are enough");
        assertThat(operations.of("op4095", Map.of()).index()).isEqualTo(4_095);
    }

    @Test
    void aNameWithoutACharacterIsRefused() {
        assertThatThrownBy(() -> operations.of(" ", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 200 characters");
    }
}
