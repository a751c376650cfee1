package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.event.BaselineMetric;
import io.plumbline.schemas.event.BaselineSource;
import io.plumbline.schemas.event.BaselineStatus;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.SinkApp;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both commands after a real sink stored one record and set one aside. */
class AuditCommandTest {
    private static BaselineServers servers;
    private static String unreadable;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @BeforeAll
    static void storeSomething() throws Exception {
        servers = new BaselineServers();
        TopicCatalogue topics = servers.topics("audit.");
        unreadable = topics.baselines().name();
        servers.publish(topics, "shop//charge", baseline());
        servers.publish(topics, "shop//charge", new byte[] {1, 2, 3});
        Map<String, String> settings = new HashMap<>(servers.settings("audit."));
        settings.put("db.url", servers.databaseUrl());
        try (SinkApp sink = SinkApp.start(Settings.of(settings), topics, new SimpleMeterRegistry())) {
            assertThat(sink.awaitCaughtUp(Duration.ofSeconds(30))).isTrue();
        }
        unreadable = servers.query("SELECT concat_ws('/', found_topic, found_partition, found_offset)"
                + " FROM plumbline.quarantine WHERE found_topic = '" + unreadable + "'");
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @Test
    void anAuditSaysWhetherAllIsThere() throws Exception {
        assertThat(run("audit", "--topic", "baselines")).as(err::toString).isEqualTo(ExitCode.FINE);
        assertThat(out.toString())
                .contains("audit.baselines-0")
                .contains("fine: nothing is missing, altered or doubled");

        servers.execute("UPDATE plumbline.baselines SET author = 'bob'");
        assertThat(run("audit", "--topic", "baselines")).isEqualTo(ExitCode.FINDING);
        assertThat(out.toString())
                .contains("FINDING  ROW_ALTERED audit.baselines-")
                .contains("operation=charge")
                .contains("differs from the record in author");

        JsonNode document = json("audit", "--topic", "baselines");
        assertThat(document.get("verdict").textValue()).isEqualTo("FINDING");
        assertThat(document.get("findings").get(0).get("kind").textValue()).isEqualTo("ROW_ALTERED");
        assertThat(document.get("partitions").findValuesAsText("quarantined")).contains("1");
        servers.execute("UPDATE plumbline.baselines SET author = 'ann'");
    }

    @Test
    void whatIsNotThereCannotBeToldAndNonsenseIsRefused() {
        assertThat(run("audit", "--topic", "window-stats")).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(out.toString()).contains("cannot be told  topic audit.window-stats is not there");
        assertThat(run("audit", "--topic", "nonsense")).isEqualTo(ExitCode.USAGE);
        assertThat(run("audit", "--from", "3")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("name topic and partition, too");
    }

    @Test
    void aUserWithoutTheRightsIsToldSo() {
        assertThat(runAs("plumbline_grafana", "audit", "--topic", "baselines")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("permission denied");
    }

    @Test
    void theQuarantineIsListedByWhoeverMayReadTheViews() throws Exception {
        assertThat(runAs("plumbline_grafana", "quarantine", "list", "--topic", "baselines"))
                .isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).startsWith(unreadable).contains("too short to be framed");

        JsonNode entry = json("quarantine", "list", "--stage", "sink", "--topic", "baselines")
                .get("quarantine")
                .get(0);
        assertThat(entry.get("valueBytes").intValue()).isEqualTo(3);
        assertThat(entry.get("original").get("topic").textValue()).isEqualTo("audit.baselines");
    }

    @Test
    void aRecordIsShownWithItsBytes() throws Exception {
        Path raw = directory.resolve("record.bin");

        assertThat(run("quarantine", "show", unreadable, "--raw", raw.toString()))
                .as(err::toString)
                .isEqualTo(ExitCode.FINE);
        assertThat(out.toString())
                .contains("00000000  01 02 03")
                .contains("73 68 6f 70")
                .contains("shop//charge");
        assertThat(Files.readAllBytes(raw)).containsExactly(1, 2, 3);
        assertThat(json("quarantine", "show", unreadable).get("bytes").textValue())
                .isEqualTo("010203");

        assertThat(run("quarantine", "show", "audit.baselines/0/99999")).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(run("quarantine", "show", "nonsense")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aRetryThatIsRefusedAgainIsAFinding() throws Exception {
        assertThat(run("quarantine", "retry", unreadable, "--author", "ann")).isEqualTo(ExitCode.FINDING);
        assertThat(out.toString()).contains(unreadable + "  REFUSED").contains("too short to be framed");
        JsonNode again = json("quarantine", "retry", "--topic", "baselines", "--dry-run");
        assertThat(again.get("retried").get(0).get("outcome").textValue()).isEqualTo("REFUSED");

        assertThat(run("quarantine", "retry", "audit.baselines/0/99999")).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(run("quarantine", "retry")).isEqualTo(ExitCode.USAGE);
        assertThat(run("quarantine", "retry", unreadable, "--all")).isEqualTo(ExitCode.USAGE);
    }

    private static Baseline baseline() {
        return Baseline.newBuilder()
                .setSystem("shop")
                .setOperation("charge")
                .setVersion(1)
                .setStatus(BaselineStatus.ACTIVE)
                .setMetrics(List.of(new BaselineMetric("p95", "ns", 10e6, 0)))
                .setProposed(List.of())
                .setSource(BaselineSource.PERSON)
                .setOrigin(Origin.REAL)
                .setAuthor("ann")
                .setCreatedAt(Instant.parse("2026-01-02T03:04:05Z"))
                .build();
    }

    private JsonNode json(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", "json"));
        run(all.toArray(String[]::new));
        return new ObjectMapper().readTree(out.toString());
    }

    private int run(String... arguments) {
        return runAs("plumbline_writer", arguments);
    }

    private int runAs(String user, String... arguments) {
        out.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        Map<String, String> settings = new HashMap<>(servers.settings("audit."));
        settings.put("db.url", servers.databaseUrl().replaceFirst("user=[^&]*", "user=" + user));
        settings.forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }
}
