package io.plumbline.streams.topology;

import static io.plumbline.streams.topology.Agent.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schemas.event.ResourceSample;
import io.plumbline.schemas.event.ResourceStats;
import io.plumbline.schemas.event.WindowStats;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A clock that is wrong by an hour must not take the windows of all other nodes with it: watermarks never go back. */
class FutureTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Pipeline pipeline = new Pipeline();
    private final Agent good = new Agent("good");
    private final Agent ahead = new Agent("ahead");

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void anEventFromTheFutureIsSetAsideAndMakesNothingLate() {
        pipeline.send(ahead.batch(event("charge", inTheFuture(), 100)));
        pipeline.send(good.batch(event("charge", now(), 100)));
        pipeline.pass(Duration.ofSeconds(6));

        assertThat(pipeline.clusterRows(SECOND))
                .extracting(WindowStats::getCount)
                .containsExactly(1L);
        assertThat(pipeline.late()).isEmpty();
        assertThat(pipeline.deadBatches())
                .singleElement()
                .satisfies(dead -> assertThat(dead.value().getNode()).isEqualTo("ahead"));
    }

    @Test
    void aClockThatIsALittleAheadIsTaken() {
        pipeline.send(ahead.batch(event("charge", now() + 59_000, 100)));
        pipeline.pass(Duration.ofSeconds(6));

        assertThat(pipeline.clusterRows(SECOND)).hasSize(1);
    }

    @Test
    void aSampleFromTheFutureIsSetAside() {
        pipeline.send(sample("ahead", inTheFuture()));
        pipeline.send(sample("good", now()));
        pipeline.pass(Duration.ofSeconds(6));

        assertThat(pipeline.resourceRows()).extracting(ResourceStats::getNode).containsOnly("good");
        assertThat(pipeline.deadBytes()).hasSize(1);
    }

    @Test
    void anAgentsSummaryFromTheFutureIsSetAside() {
        pipeline.pass(Duration.ofSeconds(6));
        pipeline.send(AgentSummaryTest.summary("ahead", inTheFuture(), 100));
        pipeline.pass(Duration.ofSeconds(6));

        assertThat(pipeline.rows()).isEmpty();
        assertThat(pipeline.deadBytes()).hasSize(1);
    }

    private static long now() {
        return Pipeline.NOW.toEpochMilli();
    }

    private static long inTheFuture() {
        return Pipeline.NOW.plus(Duration.ofHours(2)).toEpochMilli();
    }

    private static ResourceSample sample(String node, long atMillis) {
        return ResourceSample.newBuilder()
                .setSystem("shop")
                .setNode(node)
                .setBoot("boot-1")
                .setSequence(0)
                .setSampledAt(Instant.ofEpochMilli(atMillis))
                .setIntervalNanos(500_000_000)
                .setCpuSystem(0.5)
                .build();
    }
}
