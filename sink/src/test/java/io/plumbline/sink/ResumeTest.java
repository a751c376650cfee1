package io.plumbline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.sink.database.Position;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ResumeTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 3);
    private static final Position STORED = new Position("id", 100, 1);

    @Test
    void resumesBetweenTheBeginningAndTheEndInclusive() {
        assertThat(Resume.offset(PARTITION, STORED, "id", 0, 500)).isEqualTo(100);
        assertThat(Resume.offset(PARTITION, STORED, "id", 100, 100)).isEqualTo(100);
    }

    @Test
    void namesTheGapWhenRetentionWasFaster() {
        assertThatThrownBy(() -> Resume.offset(PARTITION, STORED, "id", 120, 500))
                .isInstanceOf(SinkStoppedException.class)
                .hasMessageContaining("t-3 has lost the records from 100 up to, without, 120");
    }

    @Test
    void stopsWhenTheTopicIsAnother() {
        assertThatThrownBy(() -> Resume.offset(PARTITION, STORED, "other", 0, 500))
                .isInstanceOf(SinkStoppedException.class)
                .hasMessageContaining("deleted and made again");
    }

    @Test
    void stopsWhenTheBrokerLostWhatIsStored() {
        assertThatThrownBy(() -> Resume.offset(PARTITION, STORED, "id", 0, 99))
                .isInstanceOf(SinkStoppedException.class)
                .hasMessageContaining("ends at 99");
    }
}
