package io.plumbline.sink.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.settings.ConfigException;
import io.plumbline.sink.DatabaseContract;
import io.plumbline.sink.TestServer;
import io.plumbline.sink.database.DatabaseConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a database is told about chunks and time to live, and what it offers beyond PostgreSQL. */
public abstract class StorageContract extends DatabaseContract {
    private static final String NOT_SUPPORTED = "0A000";

    protected StorageContract(TestServer server) {
        super(server);
    }

    @BeforeEach
    void beginWithDefaults() throws SQLException {
        database.execute("UPDATE plumbline.retention SET rows_per_second = NULL");
        migrate("", "1s=2d,1m=90d,1h=5y");
    }

    @Test
    void beginsWithDefaults() throws SQLException {
        assertThat(rule("window_stats_short"))
                .isEqualTo(new RetentionRule("window_stats_short", "1s", "2d", "1d", null));
        assertThat(rule("transport_stats_medium").keep()).isEqualTo("90d");
        assertThat(rule("resource_stats_long")).extracting("keep", "chunk").containsExactly("1825d", "365d");
        assertThat(rule("quarantine")).extracting("keep", "chunk").containsExactly("365d", null);
        assertThat(rule("run_event").keep()).isEqualTo("forever");
    }

    @Test
    void whatWasSaidOnceStaysUntilSomethingElseIsSaid() throws SQLException {
        migrate("", "1s=36h,quarantine=forever");
        migrate("", "");

        assertThat(rule("window_stats_short").keep()).isEqualTo("36h");
        assertThat(rule("resource_stats_short").keep()).isEqualTo("36h");
        assertThat(rule("quarantine").keep()).isEqualTo("forever");

        migrate("", "1s=7d,quarantine=365d");

        assertThat(rule("window_stats_short").keep()).isEqualTo("7d");
    }

    @Test
    void chunksFollowFromTheRate() throws SQLException {
        database.execute("UPDATE plumbline.retention SET keep = NULL WHERE class = '1s'");

        migrate("20000/s", "");

        assertThat(rule("window_stats_short").rowsPerSecond()).isEqualTo(22_000);
        assertThat(rule("window_stats_short").chunk()).isEqualTo("1h");
        assertThat(rule("window_stats_medium").rowsPerSecond()).isEqualTo(20_000 / 60.0);
        assertThat(rule("window_stats_long").rowsPerSecond()).isEqualTo(20_000 / 3600.0);
        assertChunk("window_stats_short", "1h");

        migrate("0.01/s", "");

        assertThat(rule("window_stats_short").chunk()).isEqualTo("365d");
        assertChunk("window_stats_short", "365d");
    }

    @Test
    void chunksAreShortEnoughForTheTimeThatRowsAreKept() throws SQLException {
        migrate("", "1s=6h,health=2d");

        assertThat(rule("window_stats_short").chunk()).isEqualTo("3h");
        assertThat(rule("health_history").chunk()).isEqualTo("1d");
        assertChunk("window_stats_short", "3h");

        migrate("", "1s=2d,health=90d");

        assertThat(rule("window_stats_short").chunk()).isEqualTo("1d");
    }

    @Test
    void aClassThatThereIsNotChangesNothing() throws SQLException {
        assertThatThrownBy(() -> migrate("", "1s=7d,1d=7d"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no class of rows 1d");
        assertThat(rule("window_stats_short").keep()).isEqualTo("2d");
    }

    @Test
    void saysWhatTheDatabaseCanDo() throws SQLException {
        Capabilities found = migrate("", "").capabilities();

        assertThat(found.text()).startsWith(found.level().title()).contains("17.");
        if (server == TestServer.PLAIN) {
            assertThat(found.timescale()).isNull();
            assertThat(migrate("", "").features()).isEmpty();
        } else {
            assertThat(found.text()).contains(found.timescale() + " on PostgreSQL", "12 hypertables");
            assertThat(migrate("", "").features())
                    .filteredOn(FeatureOutcome::inUse)
                    .extracting(FeatureOutcome::feature)
                    .contains("chunks of 1d in window_stats_short", "chunks of 365d in window_stats_long");
        }
    }

    @Test
    void whatTheServerRefusesIsNamedAndEverythingElseWorks() throws SQLException {
        assumeApacheEdition();
        List<FeatureOutcome> outcomes;
        try (Connection connection = database.connect()) {
            outcomes =
                    Capabilities.apply(connection, Level.TIMESCALE_COMMUNITY, new RetentionTable(connection).rules());
        }

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.feature().startsWith("chunks of"))
                .hasSize(12)
                .allMatch(FeatureOutcome::inUse);
        assertThat(outcomes)
                .filteredOn(outcome -> !outcome.feature().startsWith("chunks of"))
                .hasSize(9 * 2 + 12 + 5)
                .noneMatch(FeatureOutcome::inUse)
                .allSatisfy(outcome -> assertThat(outcome.message()).isNotBlank());
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.feature().equals("columnstore of window_stats_short"))
                .extracting(FeatureOutcome::sqlState)
                .containsExactly(NOT_SUPPORTED);
        assertThat(migrate("", "").features()).allMatch(FeatureOutcome::inUse);
    }

    /**
     * The Apache edition has the names of the other edition's functions and refuses their calls: a wrong name, argument or
     * table would be another error.
     */
    @Test
    void everyStatementOfTheCommunityEditionIsRefusedForTheLicenceAlone() throws SQLException {
        assumeApacheEdition();
        database.execute(
                "CREATE VIEW grafana.operation_counts_hourly AS SELECT *, window_start AS hour FROM plumbline.window_stats");
        database.execute("CREATE VIEW grafana.operation_counts_daily AS SELECT 1 AS one");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            List<RetentionRule> hypertables = new RetentionTable(connection)
                    .rules().stream().filter(rule -> rule.chunk() != null).toList();
            CommunityFeatures.of(hypertables).stream()
                    .flatMap(feature -> feature.statements().stream())
                    .filter(sql -> sql.contains("timescaledb.") || sql.contains("_policy("))
                    .forEach(sql -> assertThatThrownBy(() -> statement.execute(sql))
                            .as(sql)
                            .isInstanceOfSatisfying(
                                    SQLException.class,
                                    e -> assertThat(e.getSQLState()).isEqualTo(NOT_SUPPORTED)));
        } finally {
            database.execute("DROP VIEW grafana.operation_counts_hourly, grafana.operation_counts_daily");
        }
    }

    private void assumeApacheEdition() throws SQLException {
        Assumptions.assumeTrue(
                migrate("", "").capabilities().level() == Level.TIMESCALE_APACHE, "for the Apache edition only");
    }

    private Migrations.Result migrate(String rate, String retention) throws SQLException {
        return Migrations.run(DatabaseConfig.of(database.url()), StorageChoice.parse(rate, retention));
    }

    private RetentionRule rule(String table) throws SQLException {
        try (Connection connection = database.connect()) {
            return new RetentionTable(connection)
                    .rules().stream()
                            .filter(rule -> rule.table().equals(table))
                            .findFirst()
                            .orElseThrow();
        }
    }

    private void assertChunk(String table, String length) {
        if (server != TestServer.PLAIN) {
            assertThat(database.query("SELECT time_interval = INTERVAL '"
                            + length.replace("d", " days").replace("h", " hours")
                            + "' FROM timescaledb_information.dimensions WHERE hypertable_name = '" + table + "'"))
                    .isEqualTo("t");
        }
    }
}
