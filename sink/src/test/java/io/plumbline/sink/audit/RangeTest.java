package io.plumbline.sink.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.settings.ConfigException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RangeTest {
    private static final Instant NOW = Instant.EPOCH;

    @Test
    void isAllThatTheSinkCountedUnlessLessIsAskedFor() {
        Range all = range(Scope.ALL, stored(10, 100), 0);
        assertThat(all.from()).isEqualTo(10);
        assertThat(all.to()).isEqualTo(100);
        assertThat(all.isWhole()).isTrue();
        assertThat(all.untold()).isEmpty();

        Range part = range(offsets(20L, 30L), stored(10, 100), 0);
        assertThat(part.from()).isEqualTo(20);
        assertThat(part.to()).isEqualTo(30);
        assertThat(part.fromStart()).isFalse();
        assertThat(part.toPosition()).isFalse();
        assertThat(part.untold()).isEmpty();
    }

    @Test
    void beforeTheCountsAndBehindThePositionIsNothingToCompare() {
        Range range = range(offsets(0L, 1_000L), stored(10, 100), 0);

        assertThat(range.from()).isEqualTo(10);
        assertThat(range.to()).isEqualTo(100);
        assertThat(range.isWhole()).isTrue();
    }

    @Test
    void whatKafkaDoesNotHoldCannotBeTold() {
        Range range = range(Scope.ALL, stored(10, 100), 40);

        assertThat(range.from()).isEqualTo(40);
        assertThat(range.fromStart()).isFalse();
        assertThat(range.untold()).hasValue("Kafka does not hold the offsets 10 to 39 any more");
    }

    @Test
    void whoAsksForWhatIsHeldGetsAnAnswer() {
        assertThat(range(offsets(40L, null), stored(10, 100), 40).untold()).isEmpty();
        assertThat(range(new Scope(null, null, null, null, null, true, false), stored(10, 100), 40)
                        .untold())
                .isEmpty();
    }

    @Test
    void aGapThatWasAcceptedIsNotAskedFor() {
        Range covered = range(Scope.ALL, stored(10, 100), 40, gap(10, 40));
        assertThat(covered.untold()).isEmpty();
        assertThat(covered.isWhole()).isTrue(); // none of these was counted either

        Range partly = range(Scope.ALL, stored(10, 100), 40, gap(20, 30));
        assertThat(partly.untold()).hasValue("Kafka does not hold the offsets 10 to 19, 30 to 39 any more");
        assertThat(partly.isWhole()).isFalse();
    }

    @Test
    void aTimeThatRetentionMayHaveReachedCannotBeTold() {
        Scope since = new Scope(null, null, null, null, NOW, false, false);

        assertThat(Range.of(since, stored(10, 100), 40, 100, Optional.of(41L), List.of())
                        .untold())
                .isEmpty();
        assertThat(Range.of(since, stored(10, 100), 40, 100, Optional.of(40L), List.of())
                        .untold())
                .hasValueSatisfying(text -> assertThat(text).contains("retention took everything before 40"));
    }

    @Test
    void isEmptyWhereRetentionOvertookThePosition() {
        Range range = range(Scope.ALL, stored(10, 30), 40);

        assertThat(range.length()).isZero();
        assertThat(range.untold()).hasValue("Kafka does not hold the offsets 10 to 29 any more");
    }

    @Test
    void aScopeContradictsItselfInNothing() {
        assertThatThrownBy(() -> new Scope(null, 0, null, null, null, false, false))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> new Scope("t", null, 1L, null, null, false, false))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> new Scope("t", 0, 1L, null, NOW, false, false)).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> new Scope("t", 0, 2L, 1L, null, false, false)).isInstanceOf(ConfigException.class);
    }

    private static Range range(Scope scope, StoredPosition stored, long beginning, Gap... gaps) {
        return Range.of(scope, stored, beginning, 100, Optional.empty(), List.of(gaps));
    }

    private static Scope offsets(Long from, Long to) {
        return new Scope("t", 0, from, to, null, false, false);
    }

    private static StoredPosition stored(long countedFrom, long next) {
        return new StoredPosition(new TopicPartition("t", 0), "id", next, countedFrom, Tally.NONE);
    }

    private static Gap gap(long from, long upto) {
        return new Gap("t", 0, "id", from, upto, "RETENTION", NOW);
    }
}
