package io.plumbline.streams.app;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final Failures failures = new Failures(failure -> false, new Pauses(() -> 0, millis -> {}));

    @Test
    void whatPassesGivesANewThread() {
        assertThat(failures.handle(new StreamsException("send", new TimeoutException("the broker is away"))))
                .isEqualTo(REPLACE_THREAD);
    }

    @Test
    void aBugStopsTheClient() {
        assertThat(failures.handle(new StreamsException("process", new IllegalStateException("ours"))))
                .isEqualTo(SHUTDOWN_CLIENT);
    }
}
