package io.plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.cli.Main;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.SinkApp;
import io.plumbline.streams.app.StreamsApp;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A run that was slow from its start has no past to be compared with; it has the baseline of another run. */
class BaselineTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int EVENTS = 50;

    private final Random random = new Random(1);

    @Test
    void aRunThatIsSlowFromItsStartIsSeenAgainstTheBaselineOfAnother() throws Exception {
        try (Pipeline pipeline = Pipeline.prepare();
                Connection database = pipeline.database();
                Pipeline.Publisher publisher = pipeline.publisher()) {
            Settings settings = Settings.of(pipeline.settings());
            TopicCatalogue topics = TopicCatalogue.from(settings);
            Instant start = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
            try (StreamsApp streams = StreamsApp.start(settings, topics, new SimpleMeterRegistry());
                    SinkApp sink = SinkApp.start(settings, topics, new SimpleMeterRegistry())) {
                for (int second = 0; second < 30; second++) {
                    publisher.send(batch("usual", start, second, 5_000_000));
                }
                await().atMost(PATIENCE)
                        .until(() -> text(
                                        database,
                                        "SELECT count(*) FROM grafana.windows WHERE run = 'usual' AND window_ms = 1000")
                                .equals("30"));
                baseline(pipeline, "capture", "--from-run", "usual");

                Feed slow = new Feed(publisher, start.plus(30, ChronoUnit.MINUTES));
                await().atMost(PATIENCE).untilAsserted(() -> assertAlert(database, slow, "BASELINE CONFIRMED"));

                baseline(pipeline, "reset", "--operation", "ping");
                await().atMost(PATIENCE).untilAsserted(() -> assertAlert(database, slow, "BASELINE RESOLVED"));
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(text(
                                        database,
                                        "SELECT string_agg(status, ' ' ORDER BY version) FROM grafana.baseline_history"
                                                + " WHERE operation = 'ping'"))
                                .isEqualTo("ACTIVE RESET"));
                assertThat(streams.live() && sink.live()).isTrue();
            }
        }
    }

    /** A run that goes on for as long as somebody looks. */
    private final class Feed {
        private final Pipeline.Publisher publisher;
        private final Instant start;
        private int second;

        Feed(Pipeline.Publisher publisher, Instant start) {
            this.publisher = publisher;
            this.start = start;
        }

        void next() {
            publisher.send(batch("slow", start, second++, 10_000_000));
        }
    }

    private void assertAlert(Connection database, Feed feed, String expected) throws SQLException {
        feed.next();
        assertThat(text(
                        database,
                        "SELECT string_agg(concat_ws(' ', kind, status), ', ') FROM grafana.alerts WHERE run = 'slow'"))
                .isEqualTo(expected);
    }

    /** A second of events of about {@code nanos}. */
    private MeasurementBatch batch(String run, Instant start, int second, long nanos) {
        List<Measurement> measurements = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            long duration = (long) (nanos * Math.exp(.05 * random.nextGaussian()));
            long sinceStartMicros = second * 1_000_000L + i * 1_000_000L / EVENTS;
            measurements.add(Measurement.newBuilder()
                    .setOperation("ping")
                    .setIntendedStart(start.plus(sinceStartMicros - duration / 1_000, ChronoUnit.MICROS))
                    .setDurationNanos(duration)
                    .setOutcome(Outcome.OK)
                    .setBytes(100)
                    .build());
        }
        return MeasurementBatch.newBuilder()
                .setSystem("net")
                .setRun(run)
                .setNode("n1")
                .setOrigin(Origin.SIMULATED)
                .setBoot("boot of " + run)
                .setFirstSequence((long) second * EVENTS)
                .setMeasurements(measurements)
                .build();
    }

    private static void baseline(Pipeline pipeline, String... arguments) {
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("baseline"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--system", "net"));
        pipeline.settings().forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
        int exitCode = Main.run(
                new PrintWriter(new StringWriter(), true), new PrintWriter(err, true), all.toArray(String[]::new));
        assertThat(exitCode).as(err::toString).isZero();
    }

    private static String text(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getString(1) != null ? row.getString(1) : "";
        }
    }
}
