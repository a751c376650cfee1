package io.plumbline.sink.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void doublesUpToItsLimitAndStartsAnewAfterSuccess() {
        Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1), () -> 1);

        assertThat(Stream.generate(backoff::next)
                        .limit(100)
                        .map(Duration::toMillis)
                        .distinct())
                .containsExactly(200L, 400L, 800L, 1000L);
        backoff.reset();
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void chanceShortensItToAtMostAHalf() {
        assertThat(new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1), () -> 0).next())
                .isEqualTo(Duration.ofMillis(100));
    }
}
