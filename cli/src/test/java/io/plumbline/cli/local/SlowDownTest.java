package io.plumbline.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.settings.ConfigException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowDownTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void thereIsMoreWorkFromTheStartUntilBeforeTheEnd() {
        SlowDown plan = new SlowDown(MINUTE, MINUTE.multipliedBy(2), 30);

        assertThat(plan.factorAt(Duration.ofSeconds(59))).isEqualTo(1);
        assertThat(plan.factorAt(MINUTE)).isEqualTo(1.3);
        assertThat(plan.factorAt(Duration.ofSeconds(119))).isEqualTo(1.3);
        assertThat(plan.factorAt(MINUTE.multipliedBy(2))).isEqualTo(1);
    }

    @Test
    void withoutAnEndItStays() {
        assertThat(new SlowDown(MINUTE, null, 10).factorAt(Duration.ofDays(1))).isEqualTo(1.1);
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThatThrownBy(() -> new SlowDown(MINUTE, MINUTE, 30))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--recover-at must be later");
        assertThatThrownBy(() -> new SlowDown(Duration.ofSeconds(29), null, 30)).hasMessageContaining("--regress-at");
        assertThatThrownBy(() -> new SlowDown(MINUTE, null, 0)).hasMessageContaining("--regress-by");
        assertThatThrownBy(() -> new SlowDown(MINUTE, null, Double.NaN)).hasMessageContaining("--regress-by");
    }
}
