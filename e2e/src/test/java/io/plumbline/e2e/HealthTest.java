package io.plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.SinkApp;
import io.plumbline.streams.app.StreamsApp;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The life of a real node as its health tells it in the database: through the real broker and registry. */
class HealthTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void aNodeIsHealthyThenKilledThenBackThenStopped() throws Exception {
        try (Pipeline pipeline = Pipeline.prepare();
                Connection database = pipeline.database()) {
            Settings settings = Settings.of(pipeline.settings());
            TopicCatalogue topics = TopicCatalogue.from(settings);
            try (StreamsApp streams = StreamsApp.start(settings, topics, new SimpleMeterRegistry());
                    SinkApp sink = SinkApp.start(settings, topics, new SimpleMeterRegistry())) {
                try (ChildProcess agent = agent(pipeline)) {
                    awaitHealth(database, "NODE", "HEALTHY");
                    agent.kill();
                    awaitHealth(database, "NODE", "CRITICAL: no heartbeat for");
                    awaitHealth(database, "SYSTEM", "CRITICAL: no heartbeat for");
                }
                try (ChildProcess again = agent(pipeline)) {
                    awaitHealth(database, "NODE", "HEALTHY");
                    assertThat(again.end()).as(again::log).isZero();
                    awaitHealth(database, "NODE", "UNKNOWN: stopped in good order");
                }
                assertThat(streams.live() && sink.live()).isTrue();
            }
        }
    }

    /** Without the figures of this machine, which is busy with tests. */
    private static ChildProcess agent(Pipeline pipeline) throws Exception {
        return ChildProcess.start(
                pipeline.log("agent"),
                pipeline.arguments(
                        "agent",
                        "--set",
                        "http.port=0",
                        "--set",
                        "agent.system=net",
                        "--set",
                        "agent.node=n1",
                        "--set",
                        "agent.heartbeat.interval=1s",
                        "--set",
                        "host.enabled=false"));
    }

    private static void awaitHealth(Connection database, String scope, String expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(health(database, scope)).startsWith(expected));
    }

    private static String health(Connection database, String scope) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT status || ': ' || reason FROM grafana.health"
                        + " WHERE system = 'net' AND scope = '" + scope + "'")) {
            return row.next() ? row.getString(1) : "none";
        }
    }
}
