package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.sink.core.SinkStoppedException;
import io.plumbline.sink.database.Gap;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SinkCommandTest {
    @Test
    void aGapIsAFindingAndEverythingElseIsOurBug() {
        Gap gap = new Gap(Gap.Kind.RETENTION, new TopicPartition("t", 0), "id", 3, 7, "id");

        assertThat(SinkCommand.exitCode(Optional.of(new SinkStoppedException(gap))))
                .isEqualTo(ExitCode.FINDING);
        assertThat(SinkCommand.exitCode(Optional.of(new IllegalStateException())))
                .isEqualTo(ExitCode.BUG);
        assertThat(SinkCommand.exitCode(Optional.empty())).isEqualTo(ExitCode.BUG);
    }
}
