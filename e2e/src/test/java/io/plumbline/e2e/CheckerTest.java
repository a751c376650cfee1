package io.plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The negative control of the other tests: what compares the rows with the events must notice each kind of damage. */
class CheckerTest {
    @Test
    void theCheckerNoticesLossDuplicationAndWrongFigures() throws Exception {
        KnownEvents known = KnownEvents.generate(
                3,
                List.of("node-1"),
                List.of("proof.verify"),
                Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(2, ChronoUnit.MINUTES),
                Duration.ofSeconds(5),
                20);
        try (Pipeline pipeline = Pipeline.prepare();
                Connection database = pipeline.database()) {
            pipeline.store(known, database);

            StoredRows.assertExact(database, known.events());

            database.setAutoCommit(false);
            assertNoticed(
                    database,
                    known,
                    "DELETE FROM plumbline.window_stats_short WHERE window_ms = 1000"
                            + " AND window_start = (SELECT min(window_start) FROM plumbline.window_stats WHERE window_ms = 1000)");
            assertNoticed(
                    database,
                    known,
                    "UPDATE plumbline.window_stats_short SET event_count = event_count + 1,"
                            + " ok_count = ok_count + 1 WHERE window_ms = 10000 AND node = ''");
            assertNoticed(
                    database,
                    known,
                    "UPDATE plumbline.window_stats_medium SET p90_ns = max_ns WHERE window_ms = 60000");
            assertNoticed(
                    database,
                    known,
                    "UPDATE plumbline.window_stats_medium SET window_start = window_start"
                            + " - interval '1 hour' WHERE window_ms = 60000 AND node <> ''");
            assertThatCode(() -> StoredRows.assertExact(database, known.events()))
                    .doesNotThrowAnyException();
        }
    }

    private static void assertNoticed(Connection database, KnownEvents known, String damage) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(damage);
        }
        assertThatThrownBy(() -> StoredRows.assertExact(database, known.events()))
                .as(damage)
                .isInstanceOf(AssertionError.class);
        database.rollback();
    }
}
