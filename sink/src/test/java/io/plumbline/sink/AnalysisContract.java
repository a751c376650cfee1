package io.plumbline.sink;

import static io.plumbline.schemas.event.AlertStatus.ACKNOWLEDGED;
import static io.plumbline.schemas.event.AlertStatus.CONFIRMED;
import static io.plumbline.schemas.event.AlertStatus.RESOLVED;
import static io.plumbline.schemas.event.AlertStatus.SUSPECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schemas.event.AlertEvent;
import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.event.BaselineStatus;
import io.plumbline.schemas.event.ScalingReport;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.route.Decoded;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the analysis' results: from the bytes of a record to what Grafana sees. */
public abstract class AnalysisContract extends DatabaseContract {
    private RecordPath path;
    private TopicCatalogue topics;

    protected AnalysisContract(TestServer server) {
        super(server);
    }

    @BeforeAll
    void startRegistry() {
        path = new RecordPath();
        topics = path.topics;
    }

    @AfterAll
    void stopRegistry() {
        if (path != null) {
            path.close();
        }
    }

    @BeforeEach
    void empty() {
        database.execute("TRUNCATE plumbline.alerts, plumbline.alert_history, plumbline.incidents, plumbline.baselines,"
                + " plumbline.baseline_history, plumbline.scaling, plumbline.scaling_history, plumbline.scores,"
                + " plumbline.trends");
    }

    @Test
    void anAlertIsStoredWithAllItsTransitions() throws SQLException {
        store(
                topics.alerts(),
                AnalysisEvents.alert(1, null, SUSPECTED),
                AnalysisEvents.alert(2, SUSPECTED, CONFIRMED),
                AnalysisEvents.alert(3, CONFIRMED, ACKNOWLEDGED));

        assertThat(database.query(
                        "SELECT concat_ws(' ', id, series, status, is_open, severity_level, metric, before_level,"
                                + " now_level, target_level, worse_percent, incident) FROM grafana.open_alerts"))
                .isEqualTo("a-1 ping ACKNOWLEDGED t 2 p95 10000000 13000000 30 i-1");
        assertThat(
                        database.query(
                                "SELECT string_agg(concat_ws(' ', transition, status_before, status,"
                                        + " extract(epoch FROM until_at - at)::int), ', ' ORDER BY transition) FROM grafana.alert_timeline"))
                .isEqualTo("1 SUSPECTED 60, 2 SUSPECTED CONFIRMED 60, 3 CONFIRMED ACKNOWLEDGED");
    }

    @Test
    void whatIsOverIsNotOpen() throws SQLException {
        store(topics.alerts(), AnalysisEvents.alert(1, null, SUSPECTED), AnalysisEvents.alert(2, SUSPECTED, RESOLVED));

        assertThat(database.count("grafana.open_alerts")).isZero();
        assertThat(database.count("grafana.alerts WHERE NOT is_open")).isEqualTo(1);
    }

    @Test
    void aReplayTakesNoAlertBack() throws SQLException {
        AlertEvent first = AnalysisEvents.alert(1, null, SUSPECTED);
        store(topics.alerts(), first, AnalysisEvents.alert(2, SUSPECTED, CONFIRMED));

        store(topics.alerts(), first);

        assertThat(database.query("SELECT status FROM plumbline.alerts")).isEqualTo("CONFIRMED");
        assertThat(database.count("plumbline.alert_history")).isEqualTo(2);
    }

    @Test
    void everyMetricOfAnAlertIsARow() throws SQLException {
        AlertEvent alert = AnalysisEvents.alert(1, null, SUSPECTED);
        alert.setEvidence(List.of(AnalysisEvents.evidence(Double.POSITIVE_INFINITY), AnalysisEvents.evidence(.2)));

        store(topics.alerts(), alert);

        assertThat(database.query("SELECT string_agg(concat_ws(' ', metric, phase, coalesce(worse_percent::text,"
                        + " 'of nothing'), tolerance_percent, p_value), ', ') FROM grafana.alert_evidence"))
                .isEqualTo("p95 CONFIRMED of nothing 10 1e-06, p95 CONFIRMED 20 10 1e-06");
    }

    @Test
    void textThatPostgresCannotHoldIsSetAsideWithItsReason() {
        AlertEvent inText = AnalysisEvents.alert(1, null, SUSPECTED);
        inText.setReason("a\0b");
        AlertEvent inEvidence = AnalysisEvents.alert(1, null, SUSPECTED);
        inEvidence.getEvidence().get(0).setMetric("a\0b");

        assertThat(decode(topics.alerts(), inText)).isInstanceOf(Decoded.SetAside.class);
        assertThat(decode(topics.alerts(), inEvidence)).isInstanceOf(Decoded.SetAside.class);
    }

    @Test
    void anIncidentIsItsLastWord() throws SQLException {
        store(topics.incidents(), AnalysisEvents.incident(2), AnalysisEvents.incident(0));

        assertThat(database.query("SELECT concat_ws(' ', id, is_open, scope, alert_count, open_alert_count, alerts,"
                        + " operations, nodes, known_node_count) FROM grafana.incidents"))
                .isEqualTo("i-1 f ALL_NODES 2 0 [\"a-1\", \"a-2\"] [\"ping\", \"pong\"] [] 12");
    }

    @Test
    void everyVersionOfABaselineIsKeptAndTheLastIsInForce() throws SQLException {
        store(
                topics.baselines(),
                AnalysisEvents.baseline(1, BaselineStatus.ACTIVE),
                AnalysisEvents.baseline(2, BaselineStatus.PROPOSED));

        assertThat(database.query("SELECT string_agg(concat_ws(' ', version, status, is_proposed, metric, level,"
                        + " window_count, unit), ', ' ORDER BY is_proposed) FROM grafana.baseline_levels"))
                .isEqualTo("2 PROPOSED f p95 10000000 60 ns, 2 PROPOSED t p95 8000000 30 ns");

        store(topics.baselines(), AnalysisEvents.baseline(3, BaselineStatus.RESET));

        assertThat(database.query("SELECT status FROM grafana.baselines")).isEqualTo("RESET");
        assertThat(database.query("SELECT string_agg(concat_ws(' ', version, status, source, source_name, author), ', '"
                        + " ORDER BY version) FROM grafana.baseline_history"))
                .isEqualTo("1 ACTIVE RUN r1 ada, 2 PROPOSED RUN r1 ada, 3 RESET RUN r1 ada");
    }

    @Test
    void ofTwoWritersOfOneVersionBothStayInTheHistory() throws SQLException {
        Baseline other = AnalysisEvents.baseline(1, BaselineStatus.RESET);
        other.setAuthor("bob");
        other.setCreatedAt(other.getCreatedAt().plusSeconds(1));

        store(topics.baselines(), AnalysisEvents.baseline(1, BaselineStatus.ACTIVE), other);

        assertThat(database.query("SELECT author FROM grafana.baselines")).isEqualTo("bob"); // the topic's last word
        assertThat(database.count("grafana.baseline_history")).isEqualTo(2);
    }

    @Test
    void aLevelThatIsNoNumberIsSetAside() {
        Baseline baseline = AnalysisEvents.baseline(1, BaselineStatus.ACTIVE);
        baseline.getMetrics().get(0).setLevel(Double.NaN);

        assertThat(decode(topics.baselines(), baseline)).isInstanceOf(Decoded.SetAside.class);
    }

    @Test
    void aTombstoneHoldsNothing() {
        assertThat(path.decode(topics.baselines(), null)).isInstanceOf(Decoded.Nothing.class);
    }

    @Test
    void everyStepOfAScalingReportIsARow() throws SQLException {
        store(topics.scaling(), AnalysisEvents.scaling(AnalysisEvents.ONSET.plusSeconds(60)));

        assertThat(
                        database.query(
                                "SELECT string_agg(concat_ws(' ', node_count, throughput_per_second, efficiency,"
                                        + " coalesce(cpu_share::text, 'not measured')), ', ' ORDER BY node_count) FROM grafana.scaling_points"))
                .isEqualTo("1 100 1 not measured, 2 100 0.5 not measured");
        assertThat(database.query(
                        "SELECT string_agg(concat_ws(' ', advice, code, node_count, figure, limit_figure, text),"
                                + " ', ' ORDER BY advice) FROM grafana.scaling_advice"))
                .isEqualTo("BOTTLENECK CPU 2 0.9 0.8 the processors are busy, RECOMMENDATION STOP use one node");
        assertThat(database.query("SELECT concat_ws(' ', scaling_class, saturation_nodes, coalesce(model, 'no law'),"
                        + " inconclusive, estimates ->> 0, warnings ->> 0) FROM grafana.scaling"))
                .isEqualTo("POOR 2 no law two points are too few for a law {\"low\": 0.0, \"high\": null, \"name\":"
                        + " \"alpha\", \"value\": null, \"standard_error\": null} short steps");
    }

    @Test
    void formerScalingReportsAreKept() throws SQLException {
        Instant at = AnalysisEvents.ONSET.plusSeconds(60);
        ScalingReport corrected = AnalysisEvents.scaling(at);
        corrected.setIsFinal(true);

        store(topics.scaling(), AnalysisEvents.scaling(at), corrected, AnalysisEvents.scaling(at.plusSeconds(10)));

        assertThat(database.count("grafana.scaling")).isEqualTo(1);
        assertThat(database.query("SELECT string_agg(is_final::text, ' ' ORDER BY at) FROM grafana.scaling_history"))
                .isEqualTo("true false");
    }

    @Test
    void aScoreIsStoredWithItsParts() throws SQLException {
        store(topics.scores(), AnalysisEvents.score(50), AnalysisEvents.score(29.6));

        assertThat(database.query("SELECT concat_ws(' ', points, grade, next_grade, next_step) FROM grafana.scores"))
                .isEqualTo("29.6 D C throughput from 2 to 9 per second");
        assertThat(database.query("SELECT sum(points * weight) FROM grafana.score_parts"))
                .isEqualTo("29.6");
    }

    @Test
    void aScoreThatIsNoNumberIsRefused() {
        assertThat(decode(topics.scores(), AnalysisEvents.score(Double.NaN))).isInstanceOf(Decoded.SetAside.class);
    }

    @Test
    void anOpenEndOfATrendIsNull() throws SQLException {
        Instant to = AnalysisEvents.ONSET.plusSeconds(600);
        store(topics.trends(), AnalysisEvents.trend("STEADY", to), AnalysisEvents.trend("RISING", to.plusSeconds(60)));

        assertThat(database.query(
                        "SELECT concat_ws(' ', series, metric, verdict, slope_per_hour, coalesce(slope_low::text,"
                                + " 'open'), slope_high, coalesce(projected::text, 'none')) FROM grafana.trends"))
                .isEqualTo("ping p95 RISING 1000000 open 2000000 none");
    }

    /** In one transaction. */
    @SafeVarargs
    private <V extends SpecificRecord> void store(Topic<V> topic, V... events) throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (V event : events) {
            rows.addAll(((Decoded.Stored) decode(topic, event)).rows());
        }
        path.store(database, rows);
    }

    private <V extends SpecificRecord> Decoded decode(Topic<V> topic, V event) {
        return path.decode(topic, path.bytes(topic, event));
    }
}
