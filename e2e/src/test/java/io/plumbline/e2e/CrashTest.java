package io.plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumbline.schemas.event.MeasurementBatch;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The streams and the sink process are killed in mid-run, as separate processes, and nothing is lost or counted twice. */
class CrashTest {
    private static final long SEED = 9;
    private static final int KILLS_OF_EACH = 2;

    private final Map<String, Integer> starts = new HashMap<>();

    @Test
    void killingStreamsAndSinkLosesAndDoublesNothing() throws Exception {
        Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(5, ChronoUnit.MINUTES);
        KnownEvents known = KnownEvents.generate(
                SEED,
                List.of("node-1", "node-2", "node-3", "node-4", "node-5"),
                List.of("consensus.round", "proof.verify"),
                start,
                Duration.ofSeconds(100),
                20);
        try (Pipeline pipeline = Pipeline.prepare();
                Connection database = pipeline.database();
                Pipeline.Publisher publisher = pipeline.publisher()) {
            ChildProcess streams = start(pipeline, "streams");
            ChildProcess sink = start(pipeline, "sink");
            try {
                List<MeasurementBatch> batches = known.batches();
                int parts = 2 * KILLS_OF_EACH + 1;
                for (int part = 0; part < parts; part++) {
                    long before = rows(database);
                    batches.subList(part * batches.size() / parts, (part + 1) * batches.size() / parts)
                            .forEach(publisher::send);
                    publisher.awaitAcknowledged();
                    if (part == parts - 1) {
                        break;
                    }
                    // The kill must hit work in progress: rows have begun to come, and have not all come.
                    await().atMost(Duration.ofMinutes(1)).until(() -> rows(database) > before);
                    if (part % 2 == 0) {
                        sink.kill();
                        sink = start(pipeline, "sink");
                    } else {
                        streams.kill();
                        streams = start(pipeline, "streams");
                    }
                }
                ChildProcess lastStreams = streams;
                ChildProcess lastSink = sink;
                await().atMost(Duration.ofMinutes(2))
                        .failFast(() -> {
                            assertThat(lastStreams.isAlive())
                                    .as(lastStreams::log)
                                    .isTrue();
                            assertThat(lastSink.isAlive()).as(lastSink::log).isTrue();
                        })
                        .until(() -> StoredRows.storedEvents(database)
                                >= known.events().size());

                assertThat(starts).isEqualTo(Map.of("streams", 1 + KILLS_OF_EACH, "sink", 1 + KILLS_OF_EACH));
                StoredRows.assertExact(database, known.events());
                assertThat(streams.end()).as("exit code of streams").isZero();
                assertThat(sink.end()).as("exit code of sink").isZero();
            } finally {
                streams.close();
                sink.close();
            }
        }
    }

    /** A pause between two parts must not close windows as idle: the events of the next part would then be late. */
    private ChildProcess start(Pipeline pipeline, String command) throws Exception {
        starts.merge(command, 1, Integer::sum);
        return ChildProcess.start(
                pipeline.log(command),
                pipeline.arguments(
                        command,
                        "--set",
                        "http.port=0",
                        "--set",
                        "windows.idle.timeout=30s",
                        "--set",
                        "self.monitor=false"));
    }

    private static long rows(Connection database) throws Exception {
        try (var statement = database.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM plumbline.window_stats")) {
            row.next();
            return row.getLong(1);
        }
    }
}
