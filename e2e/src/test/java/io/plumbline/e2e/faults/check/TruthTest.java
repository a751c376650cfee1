package io.plumbline.e2e.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.e2e.faults.check.Truth.Account;
import io.plumbline.e2e.faults.ledger.Acknowledged;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TruthTest {
    private static final Cell FIRST_SECOND = new Cell("vote", "", 1_000, 0);

    private final Truth truth = new Truth();

    @Test
    void anEventThatCameTwiceCountsOnce() {
        truth.take(0, 0, batch("a", 0, 100, 200, 300));
        truth.take(0, 1, batch("a", 2, 300, 400));

        assertThat(truth.events()).isEqualTo(4);
        assertThat(truth.rows().get(FIRST_SECOND).events()).isEqualTo(4);
        assertThat(truth.accounts()).containsEntry("a", new Account(4, 1));
    }

    @Test
    void whatIsLateByItsOwnBootsClockIsCountedAsLate() {
        truth.take(0, 0, batch("a", 0, 100, 2_000)); // one second and its grace are over
        truth.take(0, 1, batch("a", 2, 500));
        truth.take(0, 2, batch("b", 0, 600)); // of another boot: in time

        assertThat(truth.rows().get(FIRST_SECOND).events()).isEqualTo(2);
        assertThat(truth.rows().get(FIRST_SECOND).late()).isEqualTo(1);
    }

    @Test
    void anAcknowledgedBatchThatKafkaDoesNotHaveIsMissing() {
        truth.take(0, 0, batch("a", 0, 100));
        Acknowledged there = new Acknowledged(0, 0, "a", 0, 1);
        Acknowledged gone = new Acknowledged(0, 1, "a", 1, 1);
        Acknowledged overwritten = new Acknowledged(0, 0, "b", 0, 1);

        assertThat(truth.missing(List.of(there, gone, overwritten))).containsExactly(gone, overwritten);
    }

    private static MeasurementBatch batch(String boot, long first, long... completedMillis) {
        return MeasurementBatch.newBuilder()
                .setSystem("net")
                .setNode("node-" + boot)
                .setBoot(boot)
                .setFirstSequence(first)
                .setMeasurements(LongStream.of(completedMillis)
                        .mapToObj(TruthTest::event)
                        .toList())
                .build();
    }

    private static Measurement event(long completedMillis) {
        return Measurement.newBuilder()
                .setOperation("vote")
                .setIntendedStart(Instant.ofEpochMilli(completedMillis - 1))
                .setDurationNanos(1_000_000)
                .build();
    }
}
