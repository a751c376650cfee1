package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.serde.Sketches;
import io.plumbline.sketch.Sketch;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agents may publish summaries themselves: source -1. */
class AgentSummaryTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Pipeline pipeline = new Pipeline();

    @BeforeEach
    void letTheOnlyPartitionOfMeasurementsBeIdle() {
        pipeline.pass(Duration.ofSeconds(6));
    }

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void closeByTheirOwnTimeAndMergeOverNodes() {
        pipeline.send(summary("a", 0, 100));
        pipeline.send(summary("b", 0, 300));
        assertThat(pipeline.clusterRows(SECOND)).isEmpty();

        pipeline.send(summary("a", 2_000, 100)); // past [0,1) and the grace

        assertThat(pipeline.clusterRows(SECOND)).singleElement().satisfies(row -> {
            assertThat(row.getCount()).isEqualTo(2);
            assertThat(row.getNodeCount()).isEqualTo(2);
            assertThat(row.getMeanNanos()).isEqualTo(200);
        });
    }

    @Test
    void closeWhenTheyFallSilent() {
        pipeline.send(summary("a", 0, 100));
        pipeline.pass(Duration.ofSeconds(6));

        assertThat(pipeline.rows())
                .extracting(WindowStats::getRevision)
                .containsOnly(0)
                .hasSize(7);
    }

    @Test
    void whatComesAfterTheHorizonIsSetAsideAndInNoRow() {
        pipeline.send(summary("a", 0, 100));
        pipeline.send(summary("a", 125_000, 100)); // [0,1) cannot be corrected any more, [0,10) could
        pipeline.rows();

        pipeline.send(summary("b", 0, 300));

        assertThat(pipeline.rows()).isEmpty();
        assertThat(pipeline.deadBytes()).hasSize(1);
        assertThat(pipeline.counter("corrections.dropped")).isEqualTo(1);
    }

    @Test
    void contradictionsAreSetAside() {
        OperationSummary wrongCount = summary("a", 0, 100);
        wrongCount.setOkCount(7);
        OperationSummary wrongWindow = summary("a", 0, 100);
        wrongWindow.setWindowMillis(5_000);
        pipeline.send(wrongCount);
        pipeline.send(wrongWindow);
        pipeline.send(summary("", 0, 100));

        assertThat(pipeline.deadBytes()).hasSize(3);
        assertThat(pipeline.counter("quarantined")).isEqualTo(3);
    }

    static OperationSummary summary(String node, long startMillis, long nanos) {
        Sketch sketch = new Sketch();
        sketch.record((double) nanos);
        return OperationSummary.newBuilder()
                .setSystem("shop")
                .setOperation("charge")
                .setNode(node)
                .setWindowStart(Instant.ofEpochMilli(startMillis))
                .setWindowMillis(1_000)
                .setOkCount(1)
                .setErrorCount(0)
                .setTimeoutCount(0)
                .setBytes(0)
                .setSumSquaresLow(nanos * nanos)
                .setResponse(Sketches.toData(sketch))
                .setWatermark(Instant.EPOCH)
                .build();
    }
}
