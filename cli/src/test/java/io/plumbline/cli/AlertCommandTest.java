package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.schemas.event.AlertEvent;
import io.plumbline.schemas.event.AlertEvidence;
import io.plumbline.schemas.event.AlertStatus;
import io.plumbline.schemas.event.ChangeKind;
import io.plumbline.schemas.event.Decision;
import io.plumbline.schemas.event.DecisionAction;
import io.plumbline.schemas.event.Incident;
import io.plumbline.schemas.event.IncidentScope;
import io.plumbline.schemas.event.Severity;
import io.plumbline.schemas.event.SignalPhase;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.rows.AlertRows;
import io.plumbline.sink.rows.IncidentRows;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command between a real broker, registry and database; the test takes the part of streams and sink. */
class AlertCommandTest {
    private static final Instant ONSET = Instant.parse("2026-01-02T03:04:00Z");
    private static BaselineServers servers;
    private static int tests;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String prefix;
    private TopicCatalogue topics;

    @BeforeAll
    static void start() throws SQLException {
        servers = new BaselineServers();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @BeforeEach
    void newTopics() throws Exception {
        prefix = "t" + ++tests + ".";
        topics = servers.decisionTopics(prefix);
    }

    @Test
    void listsWhatIsOpenAndOnRequestWhatIsOver() throws Exception {
        store("list", "a-open", 1, AlertStatus.CONFIRMED, "");
        store("list", "a-over", 1, AlertStatus.SUSPECTED, "");
        store("list", "a-over", 2, AlertStatus.RESOLVED, "");
        storeIncident("list", "i-open", true);
        storeIncident("list", "i-over", false);

        assertThat(run("list", "--system", "list")).isEqualTo(ExitCode.FINE);
        assertThat(out.toString().lines())
                .containsExactly(
                        "i-open  OPEN  SEVERE  list  what happened together",
                        "a-open  CONFIRMED  MODERATE  list run r1  what happened");

        JsonNode all = json("list", "--system", "list", "--all");
        assertThat(all.get("alerts").findValuesAsText("id")).containsExactly("a-open", "a-over");
        assertThat(all.get("incidents").findValuesAsText("id")).containsExactly("i-open", "i-over");
    }

    @Test
    void saysThatThereIsNothing() {
        assertThat(run("list", "--system", "nobody")).isEqualTo(ExitCode.FINE);

        assertThat(out.toString().strip()).isEqualTo("no alerts");
    }

    @Test
    void showsAnAlertWithAllItsTransitions() throws Exception {
        store("shop", "a-shown", 1, AlertStatus.SUSPECTED, "");
        store("shop", "a-shown", 2, AlertStatus.ACKNOWLEDGED, "ann");

        assertThat(run("show", "a-shown")).isEqualTo(ExitCode.FINE);
        assertThat(out.toString().lines())
                .containsExactly(
                        "a-shown  ACKNOWLEDGED  MODERATE  shop run r1  what happened",
                        "  1  2026-01-02T03:04:01Z  SUSPECTED  MODERATE",
                        "  2  2026-01-02T03:04:02Z  ACKNOWLEDGED  MODERATE by ann: because");
        assertThat(json("show", "a-shown").get("transitions")).hasSize(2);
    }

    @Test
    void anAlertThatIsNotStoredIsNoAnswer() {
        assertThat(run("show", "a-none")).isEqualTo(ExitCode.INCONCLUSIVE);

        assertThat(err.toString()).contains("no alert a-none is stored");
    }

    @Test
    void anAnswerIsSentAndWaitedFor() throws Exception {
        store("shop", "a-answered", 1, AlertStatus.CONFIRMED, "");
        CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(
                () -> run("acknowledge", "a-answered", "--author", "ann", "--reason", "on it"));
        await().until(() -> !servers.decisions(topics).isEmpty());
        assertThat(answer).isNotDone();
        store("shop", "a-answered", 2, AlertStatus.ACKNOWLEDGED, "ann");

        assertThat(answer).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(ExitCode.FINE);
        Decision decision = servers.decisions(topics).get(0);
        assertThat(decision.getSystem()).isEqualTo("shop");
        assertThat(decision.getRun()).isEqualTo("r1");
        assertThat(decision.getAlert()).isEqualTo("a-answered");
        assertThat(decision.getAction()).isEqualTo(DecisionAction.ACKNOWLEDGE);
        assertThat(decision.getAuthor()).isEqualTo("ann");
        assertThat(decision.getReason()).isEqualTo("on it");
        assertThat(out.toString()).startsWith("a-answered  ACKNOWLEDGED");
    }

    @Test
    void anAnswerThatNothingFollowsUponIsNotTakenForDone() throws Exception {
        store("shop", "a-lonely", 1, AlertStatus.CONFIRMED, "");

        assertThat(run("accept", "a-lonely", "--author", "ann", "--timeout", "1s"))
                .isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(err.toString()).contains("the decision was sent, but alert a-lonely does not show it");
        assertThat(servers.decisions(topics)).hasSize(1);
    }

    @Test
    void whatWouldBeRefusedIsNotSent() throws Exception {
        store("shop", "a-gone", 1, AlertStatus.CONFIRMED, "");
        store("shop", "a-gone", 2, AlertStatus.RESOLVED, "");
        assertThat(run("accept", "a-gone", "--author", "ann")).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(err.toString()).contains("is RESOLVED since 2026-01-02T03:04:02Z: there is nothing to decide");

        store("shop", "a-taken", 1, AlertStatus.CONFIRMED, "");
        store("shop", "a-taken", 2, AlertStatus.ACKNOWLEDGED, "bob");
        assertThat(run("acknowledge", "a-taken", "--author", "ann")).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(err.toString()).contains("was acknowledged by bob already");
        assertThat(servers.decisions(topics)).isEmpty();
    }

    private static void store(String system, String id, int transition, AlertStatus status, String author)
            throws SQLException {
        AlertEvent event = AlertEvent.newBuilder()
                .setId(id)
                .setTransition(transition)
                .setSystem(system)
                .setRun("r1")
                .setOperation("charge")
                .setStatus(status)
                .setStatusBefore(transition == 1 ? null : AlertStatus.CONFIRMED)
                .setSeverity(Severity.MODERATE)
                .setKind(ChangeKind.STEP)
                .setOnset(ONSET)
                .setAt(ONSET.plusSeconds(transition))
                .setEmittedAt(ONSET.plusSeconds(10))
                .setAuthor(author)
                .setReason(author.isEmpty() ? "" : "because")
                .setEvidence(List.of(evidence()))
                .setText("what happened")
                .build();
        servers.store(
                List.of(AlertRows.present().row(event), AlertRows.history().row(event)));
    }

    private static AlertEvidence evidence() {
        return AlertEvidence.newBuilder()
                .setMetric("p95")
                .setUnit("ns")
                .setKind(ChangeKind.STEP)
                .setPhase(SignalPhase.CONFIRMED)
                .setOnset(ONSET)
                .setBefore(10e6)
                .setNow(13e6)
                .setEffect(.3)
                .setSeverity(Severity.MODERATE)
                .setTolerance(.1)
                .build();
    }

    private static void storeIncident(String system, String id, boolean open) throws SQLException {
        Incident incident = Incident.newBuilder()
                .setId(id)
                .setSystem(system)
                .setIsOpen(open)
                .setScope(IncidentScope.ALL_NODES)
                .setSeverity(Severity.SEVERE)
                .setOnset(ONSET)
                .setAt(ONSET)
                .setEmittedAt(ONSET)
                .setAlerts(List.of("a-open"))
                .setOpenAlerts(open ? 1 : 0)
                .setOperations(List.of("charge"))
                .setNodes(List.of())
                .setNodesKnown(3)
                .setText("what happened together")
                .build();
        Row row = new IncidentRows().row(incident);
        servers.store(List.of(row));
    }

    private JsonNode json(String... arguments) throws IOException {
        out.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", "json"));
        assertThat(run(all.toArray(String[]::new))).as(err::toString).isEqualTo(ExitCode.FINE);
        return new ObjectMapper().readTree(out.toString());
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("alert"));
        all.addAll(List.of(arguments));
        servers.settings(prefix).forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }
}
