package io.plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.e2e.KnownEvents.Event;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Known events in, exact figures out: through the real broker, registry and database. */
class EndToEndTest {
    private static final long SEED = 20_261_121;

    @Test
    void everyStoredFigureIsThatOfItsEvents() throws Exception {
        assertEveryFigure(TestDatabase.plain());
    }

    @Test
    void everyStoredFigureIsThatOfItsEventsInHypertablesToo() throws Exception {
        assertEveryFigure(TestDatabase.timescale());
    }

    private static void assertEveryFigure(TestDatabase empty) throws Exception {
        Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(3, ChronoUnit.MINUTES);
        KnownEvents known = KnownEvents.generate(
                SEED,
                List.of("node-1", "node-2", "node-3", "node-4"),
                List.of("consensus.round", "proof.verify"),
                start,
                Duration.ofSeconds(70),
                50);
        try (Pipeline pipeline = Pipeline.prepare(empty);
                Connection database = pipeline.database()) {
            pipeline.store(known, database);

            StoredRows.assertExact(database, known.events());
            assertAnyRangeMerges(database, known.events(), start);
        }
    }

    private static void assertAnyRangeMerges(Connection database, List<Event> events, Instant start) throws Exception {
        Instant from = start.plusSeconds(7);
        Instant to = start.plusSeconds(53);
        List<Event> inRange = events.stream()
                .filter(event -> event.operation().equals("proof.verify"))
                .filter(event -> !event.at().isBefore(from) && event.at().isBefore(to))
                .toList();
        for (double q : new double[] {.5, .95, .99, .999}) {
            double exact = KnownEvents.exact(inRange, q);
            assertThat(StoredRows.mergedQuantile(database, q, "proof.verify", from, to))
                    .as("quantile %s over 46 s", q)
                    .isCloseTo(exact, within(exact * StoredRows.ERROR));
        }
    }
}
