package io.plumbline.sink.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CountCheckTest {
    private static final Tally COUNTED = new Tally(7, 2, 1);
    private static final StoredPosition STORED = new StoredPosition(new TopicPartition("t", 0), "id", 12, 0, COUNTED);
    private static final Range WHOLE = new Range(0, 12, true, true, Optional.empty());

    @Test
    void countsMustBeTheSameInEachKind() {
        assertThat(CountCheck.difference(STORED, WHOLE, COUNTED, false, false)).isEmpty();
        assertThat(CountCheck.difference(STORED, WHOLE, new Tally(8, 1, 1), false, false))
                .hasValue("from 0 up to 12 the sink counted 7 stored, 2 quarantined, 1 empty;"
                        + " Kafka holds 8 stored, 1 quarantined, 1 empty");
        assertThat(CountCheck.difference(STORED, WHOLE, new Tally(6, 2, 1), false, false))
                .isPresent();
    }

    @Test
    void ofACompactedTopicRecordsVanishButNeverAppear() {
        assertThat(CountCheck.difference(STORED, WHOLE, new Tally(1, 0, 0), true, false))
                .isEmpty();
        assertThat(CountCheck.difference(STORED, WHOLE, new Tally(11, 0, 0), true, false))
                .isPresent();
    }

    @Test
    void aPartOfTheRangeHasNoCount() {
        Range noStart = new Range(1, 12, false, true, Optional.empty());
        Range noEnd = new Range(0, 11, true, false, Optional.empty());

        assertThat(CountCheck.difference(STORED, noStart, Tally.NONE, false, false))
                .isEmpty();
        assertThat(CountCheck.difference(STORED, noEnd, Tally.NONE, false, false))
                .isEmpty();
    }

    @Test
    void whatTheBrokerLostAndSomebodyAcceptedIsNoDifference() {
        assertThat(CountCheck.difference(STORED, WHOLE, Tally.NONE, false, true))
                .isEmpty();
    }

    @Test
    void theQuarantineHoldsWhatWasSetAside() {
        assertThat(CountCheck.quarantineDifference(STORED, 2, false, WHOLE, 0)).isEmpty();
        assertThat(CountCheck.quarantineDifference(STORED, 1, false, WHOLE, 0))
                .hasValue("from 0 up to 12 the sink set 2 records aside; the quarantine holds 1");
        assertThat(CountCheck.quarantineDifference(STORED, 3, true, WHOLE, 0)).isPresent();
    }

    @Test
    void whereTheQuarantineForgetsOnlyWhatKafkaStillHasIsMissed() {
        Range part = new Range(5, 12, false, true, Optional.empty());

        assertThat(CountCheck.quarantineDifference(STORED, 1, true, WHOLE, 0)).isPresent();
        assertThat(CountCheck.quarantineDifference(STORED, 1, true, WHOLE, 1)).isEmpty();
        assertThat(CountCheck.quarantineDifference(STORED, 1, true, part, 0)).isEmpty();
        assertThat(CountCheck.quarantineDifference(STORED, 1, false, part, 0)).isPresent();
    }
}
