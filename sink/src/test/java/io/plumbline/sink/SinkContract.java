package io.plumbline.sink;

import static io.plumbline.schemas.event.HealthStatus.CRITICAL;
import static io.plumbline.schemas.event.HealthStatus.HEALTHY;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schemas.event.Health;
import io.plumbline.schemas.event.NodeState;
import io.plumbline.schemas.event.RunPhase;
import io.plumbline.schemas.event.TransportStats;
import io.plumbline.schemas.event.WindowStats;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

/** The whole sink between a real broker and a real database. */
public abstract class SinkContract extends BrokerContract {
    protected SinkContract(TestServer server) {
        super(server);
    }

    @Test
    void everyTopicReachesItsTable() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            send(topics.windowStats(), "k" + i, Events.window(i));
        }
        send(topics.resourceStats(), "n1", Events.resources(0));
        send(topics.transportStats(), "n1", Events.transport(0, "n2", 1_000, 2_000));
        send(topics.transportStats(), "n1", Events.transport(0, ""));
        send(topics.nodes(), "n1", Events.node(NodeState.UP, 5));
        send(topics.nodes(), "n1", Events.node(NodeState.STOPPED, 9));
        send(topics.deliveries(), "n1/b1", Events.delivery(8));
        send(topics.runs(), "r1", Events.run(RunPhase.STARTED));

        try (SinkApp sink = start()) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
            assertThat(sink.ready()).isTrue();
        }

        assertThat(database.count("grafana.windows")).isEqualTo(50);
        assertThat(database.query("SELECT cpu_system_p95 FROM grafana.resources"))
                .isEqualTo("0.45");
        assertThat(database.query("SELECT concat_ws(' ', sent_bits_per_second / 1e6, tier, round_trip_count,"
                        + " plumbline.sketch_quantile(1, round_trip_lo, round_trip_counts, round_trip_min_ns, round_trip_max_ns),"
                        + " connection_success_share, packet_loss_share)"
                        + " FROM grafana.transport_stats WHERE peer = 'n2'"))
                .isEqualTo("1000 STANDARD 2 2000 0.75 0.1");
        assertThat(database.query("SELECT num_nulls(received_bytes, received_us, received_bits_per_second,"
                        + " total_bits_per_second, round_trip_count, round_trip_p99_ns, round_trip_counts, connect_count)"
                        + " FROM grafana.transport_stats WHERE peer = ''"))
                .isEqualTo("8"); // what nobody measured is null
        assertThat(database.query("SELECT status FROM grafana.nodes")).isEqualTo("stopped");
        assertThat(database.query(
                        "SELECT concat_ws(' ', recorded_count, received_count, dropped_count, duplicated_count,"
                                + " lost_count) FROM grafana.deliveries"))
                .isEqualTo("9 8 1 2 0");
        assertThat(database.query("SELECT configuration ->> 'nodes' FROM plumbline.run_event"))
                .isEqualTo("10");
    }

    @Test
    void healthIsKeptAsItIsAndAsItWas() throws InterruptedException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String key = "net//NODE/n1";
        send(
                topics.health(),
                key,
                Events.health(now.minusSeconds(60), HEALTHY, Events.reason(HEALTHY, "sends heartbeats")));
        Health gone = Events.health(
                now.minusSeconds(30),
                CRITICAL,
                Events.reason(CRITICAL, "no heartbeat"),
                Events.reason(HEALTHY, "fine"));
        send(topics.health(), key, gone);
        gone.setEvaluatedAt(now);
        send(topics.health(), key, gone); // the same again
        sendBytes(topics.health(), "net//NODE/n2", null); // the topic forgets a node

        try (SinkApp sink = start()) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }

        assertThat(database.query(
                        "SELECT concat_ws(' ', scope, subject, status, severity, unwell_count, looked_at_count,"
                                + " reason) FROM grafana.health"))
                .isEqualTo("NODE n1 CRITICAL 3 1 2 no heartbeat");
        assertThat(database.query("SELECT string_agg(concat_ws(' ', status, reason, extract(epoch FROM evaluated_at -"
                        + " changed_at)::int), ', ' ORDER BY changed_at) FROM grafana.health_history"))
                .isEqualTo("HEALTHY sends heartbeats 0, CRITICAL no heartbeat 30");
        assertThat(database.query("SELECT string_agg(concat_ws(' ', code, status, value, threshold, unit, text), ', ')"
                        + " FROM grafana.health_reasons"))
                .isEqualTo("HEARTBEAT CRITICAL 16 15 s no heartbeat, HEARTBEAT HEALTHY 15 s fine");
        assertThat(database.count("plumbline.quarantine")).isZero();
    }

    @Test
    void healthThatNobodyJudgesAnyMoreIsUnknown() throws InterruptedException {
        Instant judged = Instant.now().minus(2, ChronoUnit.MINUTES); // and that held for 90 s
        send(
                topics.health(),
                "net//NODE/n1",
                Events.health(judged, HEALTHY, Events.reason(HEALTHY, "sends heartbeats")));

        try (SinkApp sink = start()) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }

        assertThat(database.query("SELECT concat_ws(': ', status, reason) FROM grafana.health"))
                .isEqualTo("UNKNOWN: nobody judges it any more");
        assertThat(database.count("grafana.health_reasons")).isZero();
    }

    @Test
    void nothingIsStoredAsHealthyOfWhichNothingWasLookedAt() throws InterruptedException {
        send(topics.health(), "net//NODE/n1", Events.health(Instant.now(), HEALTHY));

        try (SinkApp sink = start()) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }

        assertThat(database.count("plumbline.health")).isZero();
        assertThat(database.count("plumbline.health_history")).isZero();
        assertThat(database.count("plumbline.quarantine")).isEqualTo(1);
    }

    @Test
    void aRestartResumesFromTheDatabaseAndDoublesNothing() throws InterruptedException {
        send(topics.windowStats(), "k", Events.window(0));
        try (SinkApp sink = start()) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }
        String first = database.query("SELECT stored_at FROM plumbline.window_stats");
        send(topics.windowStats(), "k", Events.window(1));

        try (SinkApp sink = start(Map.of("sink.group", "another"))) { // Kafka knows no offsets of this group
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }

        assertThat(database.count("plumbline.window_stats")).isEqualTo(2);
        assertThat(database.query("SELECT stored_at FROM plumbline.window_stats ORDER BY window_start"))
                .isEqualTo(first);
        assertThat(database.query(
                        "SELECT sum(next_offset) FROM plumbline.sink_position WHERE topic LIKE '%window-stats'"))
                .isEqualTo("2");
    }

    @Test
    void poisonIsSetAsideAndItsNeighboursAreStored() throws InterruptedException {
        WindowStats refusedByTheDatabase = Events.window(3);
        refusedByTheDatabase.setRatePerSecond(-1);
        WindowStats contradictory = Events.window(4);
        contradictory.setCount(99);
        TransportStats overcounted = Events.transport(0, "n2", 1_000);
        overcounted.getRoundTrip().setCount(2);
        WindowStats unstorable = Events.window(5);
        unstorable.setRelease("a\0b");
        send(topics.windowStats(), "k", Events.window(0));
        sendBytes(topics.windowStats(), "k", new byte[] {1, 2, 3});
        send(topics.windowStats(), "k", Events.window(1));
        send(topics.windowStats(), "k", refusedByTheDatabase);
        send(topics.windowStats(), "k", contradictory);
        send(topics.windowStats(), "k", unstorable);
        send(topics.transportStats(), "n1", overcounted);
        send(topics.windowStats(), "k", Events.window(2));

        try (SinkApp sink = start()) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }

        assertThat(database.count("plumbline.window_stats")).isEqualTo(3);
        assertThat(database.query(
                        "SELECT string_agg(record_offset || ' ' || octet_length(value)::bool, ',' ORDER BY record_offset)"
                                + " FROM plumbline.quarantine WHERE stage = 'sink' AND topic LIKE '%window-stats'"))
                .isEqualTo("1 true,3 true,4 true,5 true");
        assertThat(database.query("SELECT reason FROM grafana.quarantine WHERE record_offset = 3"))
                .contains("window_stats_rate_per_second_check")
                .doesNotContain("ping"); // reasons are for everybody, contents are not
        assertThat(database.query("SELECT reason FROM plumbline.quarantine WHERE record_offset = 5"))
                .isEqualTo("column release cannot hold the character U+0000");
        assertThat(database.query("SELECT reason FROM plumbline.quarantine WHERE topic LIKE '%transport-stats'"))
                .isEqualTo("the window counts 2 durations, its sketch holds 1");
    }

    @Test
    void fewPoisonedRecordsAmongManyAreFound() throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            WindowStats window = Events.window(i);
            if (i % 400 == 7) {
                window.setRatePerSecond(-1);
            }
            send(topics.windowStats(), "k" + i, window);
        }

        try (SinkApp sink = start()) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }

        assertThat(database.count("plumbline.window_stats")).isEqualTo(997);
        assertThat(database.count("plumbline.quarantine")).isEqualTo(3);
    }

    @Test
    void aDeadLetterKeepsItsOriginalCoordinates() throws InterruptedException {
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(topics.deadLetters().name(), 0, "n1", new byte[] {9});
        Map.of("topic", "measurements", "partition", "3", "offset", "41", "message", "no good")
                .forEach((key, value) -> letter.headers()
                        .add(new RecordHeader("__streams.errors." + key, value.getBytes(StandardCharsets.UTF_8))));
        publish(letter);
        publish(letter); // two parts of one record are two dead letters

        try (SinkApp sink = start()) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }

        assertThat(database.count(
                        "grafana.quarantine WHERE stage = 'streams' AND topic = 'measurements' AND partition = 3"
                                + " AND record_offset = 41 AND reason = 'no good' AND value_bytes = 1"))
                .isEqualTo(2);
    }
}
