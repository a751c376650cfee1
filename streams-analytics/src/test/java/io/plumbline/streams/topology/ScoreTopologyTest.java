package io.plumbline.streams.topology;

import static io.plumbline.streams.topology.LoadStory.RUN;
import static io.plumbline.streams.topology.LoadStory.SIZE;
import static io.plumbline.streams.topology.LoadStory.finished;
import static io.plumbline.streams.topology.LoadStory.stage;
import static io.plumbline.streams.topology.LoadStory.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.schemas.event.ScorePart;
import io.plumbline.schemas.event.ScoreReport;
import io.plumbline.settings.ConfigException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreTopologyTest {
    @Test
    void thePublishedFiguresHaveThePublishedScore() {
        try (Pipeline pipeline = new Pipeline(Map.of("score.window", "100s", "score.operations", "consensus.*"))) {
            pipeline.send(stage(0, 40));
            for (int i = 0; i < 10; i++) { // 107 events in 100 s
                long count = i < 7 ? 11 : 10;
                pipeline.send(window(RUN, "consensus.round", (long) SIZE * i, 38, count, count, 238));
                pipeline.send(window(RUN, "probe.http", (long) SIZE * i, 1, 5, 1, 9));
            }
            pipeline.send(finished(100));
            pipeline.pass(Duration.ofSeconds(3));

            List<ScoreReport> scores = pipeline.scores();
            assertThat(scores).singleElement().satisfies(score -> {
                assertThat(score.getPoints()).isCloseTo(29.605, within(1e-9)); // shown as 29.6
                assertThat(score.getGrade()).isEqualTo("D");
                assertThat(score.getNextGrade()).isEqualTo("C-");
                assertThat(score.getNextStep()).isEqualTo("latency from 238 to 32.016 ms");
                assertThat(score.getOperations()).containsExactly("consensus.round");
                assertThat(score.getRun()).isEqualTo(RUN);
                assertThat(score.getWindowStart()).isEqualTo(Instant.EPOCH);
                assertThat(score.getWindowMillis()).isEqualTo(100_000);
                assertThat(score.getParts())
                        .extracting(ScorePart::getComponent, ScorePart::getFigure, ScorePart::getWeight)
                        .containsExactly(
                                tuple("THROUGHPUT", 1.07, 0.3),
                                tuple("LATENCY", 238.0, 0.3),
                                tuple("RELIABILITY", 100.0, 0.2),
                                tuple("SCALABILITY", 40.0, 0.2));
            });
        }
    }

    @Test
    void everyMinuteIsScoredInABacklogToo() {
        try (Pipeline pipeline = new Pipeline()) {
            for (int second = 0; second < 310; second += SIZE) {
                pipeline.send(window("", "charge", second, 3, 300, 300, 20));
            }

            assertThat(pipeline.scores())
                    .extracting(score -> score.getWindowStart().getEpochSecond())
                    .containsExactly(0L, 60L, 120L, 180L, 240L);
        }
    }

    @Test
    void settingsAreChecked() {
        assertRefused("score.window", "15s", "score.window must be a multiple of scaling.window");
        assertRefused("score.window", "31m", "half of scaling.horizon");
        assertRefused("score.latency.weight", "0.5", "weights must add up to 1");
        assertRefused("scaling.window", "1s", "from windows.node.from up");
        assertRefused("scaling.window", "20s", "one of windows.levels");
        assertRefused("scaling.horizon", "10s", "scaling.horizon must be at least");
        assertRefused("scaling.scatter", "odd", "even or proportional");
        assertRefused("scaling.operations.limit", "0", "scaling.operations.limit must be at least 1");
    }

    private static void assertRefused(String key, String value, String words) {
        assertThatThrownBy(() -> TopologyConfig.from(io.plumbline.settings.Settings.of(Map.of(key, value))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(words);
    }
}
