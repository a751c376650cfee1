package io.plumbline.sink.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.sink.core.Source.Bounds;
import io.plumbline.sink.database.Gap;
import io.plumbline.sink.database.Gap.Kind;
import io.plumbline.sink.database.Position;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ResumeTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 3);

    @Test
    void resumesBetweenTheBeginningAndTheEndInclusive() {
        assertThat(gap("id", 0, 500)).isEmpty();
        assertThat(gap("id", 100, 100)).isEmpty();
    }

    @Test
    void namesTheGapWhenRetentionWasFaster() {
        assertThat(gap("id", 120, 500)).contains(new Gap(Kind.RETENTION, PARTITION, "id", 100, 120, "id"));
        assertThat(stopped(gap("id", 120, 500)))
                .startsWith("t-3 has lost the records from 100 up to, without, 120")
                .contains("--accept-gap");
    }

    @Test
    void seesThatTheTopicIsAnother() {
        assertThat(gap("other", 7, 500)).contains(new Gap(Kind.RECREATED, PARTITION, "id", 100, 7, "other"));
        assertThat(stopped(gap("other", 7, 500))).contains("deleted and made again", "begins at 7");
    }

    @Test
    void seesThatTheBrokerLostWhatIsStored() {
        assertThat(gap("id", 0, 99)).contains(new Gap(Kind.TRUNCATED, PARTITION, "id", 100, 99, "id"));
        assertThat(stopped(gap("id", 0, 99))).contains("ends at 99");
    }

    private static Optional<Gap> gap(String topicId, long beginning, long end) {
        return Resume.gap(PARTITION, new Position("id", 100, 1), new Bounds(topicId, beginning, end));
    }

    private static String stopped(Optional<Gap> gap) {
        return new SinkStoppedException(gap.orElseThrow()).getMessage();
    }
}
