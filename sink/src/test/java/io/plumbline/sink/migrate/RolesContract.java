package io.plumbline.sink.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.sink.DatabaseContract;
import io.plumbline.sink.TestDatabase;
import io.plumbline.sink.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Each of the three roles can do its own, and no more. */
public abstract class RolesContract extends DatabaseContract {
    private static final String TABLES_AND_VIEWS =
            "pg_class AS c WHERE c.relnamespace IN ('plumbline'::regnamespace, 'grafana'::regnamespace)"
                    + " AND c.relkind IN ('r', 'v', 'S') AND ";

    protected RolesContract(TestServer server) {
        super(server);
    }

    @Test
    void theOwnerOwnsEverything() {
        assertThat(names("pg_get_userbyid(c.relowner) <> 'plumbline_owner'")).isNull();
        assertThat(database.query("SELECT string_agg(proname, ' ') FROM pg_proc"
                        + " WHERE pronamespace = 'plumbline'::regnamespace"
                        + " AND pg_get_userbyid(proowner) <> 'plumbline_owner'"))
                .isNull();
    }

    @Test
    void grafanaReadsItsViewsAndNothingElse() {
        assertThat(names("c.relnamespace = 'grafana'::regnamespace"
                        + " AND NOT has_table_privilege('plumbline_grafana', c.oid, 'SELECT')"))
                .isNull();
        assertThat(names("c.relkind <> 'S' AND has_table_privilege('plumbline_grafana', c.oid, CASE"
                        + " WHEN c.relnamespace = 'grafana'::regnamespace THEN 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER'"
                        + " ELSE 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER' END)"))
                .isNull();
        assertThat(database.query("SELECT has_sequence_privilege('plumbline_grafana', 'plumbline.sink_epoch',"
                        + " 'USAGE, SELECT, UPDATE')"))
                .isEqualTo("f");
    }

    @Test
    void grafanaCallsNothingThatActsForTheOwner() {
        assertThat(database.query("SELECT string_agg(proname, ' ') FROM pg_proc"
                        + " WHERE pronamespace = 'plumbline'::regnamespace AND prosecdef"
                        + " AND has_function_privilege('plumbline_grafana', oid, 'EXECUTE')"))
                .isNull();
    }

    @Test
    void theWriterDeletesNowhere() {
        assertThat(names("c.relkind <> 'S' AND has_table_privilege('plumbline_writer', c.oid,"
                        + " 'DELETE, TRUNCATE, REFERENCES, TRIGGER')"))
                .isNull();
        assertThat(names("c.relkind = 'r' AND has_table_privilege('plumbline_writer', c.oid, 'SELECT')"
                        + " AND NOT has_table_privilege('plumbline_writer', c.oid, 'UPDATE')"))
                .isEqualTo("quarantine retention sink_gap");
        assertThat(names("c.relkind = 'r' AND NOT has_table_privilege('plumbline_writer', c.oid, 'SELECT')"))
                .isEqualTo("flyway_schema_history");
    }

    @Test
    void nobodyButTheOwnerMakesAnything() {
        for (String role : new String[] {"plumbline_writer", "plumbline_grafana"}) {
            assertThat(database.query("SELECT bool_or(has_schema_privilege('" + role + "', s, 'CREATE'))"
                            + " OR has_database_privilege('" + role + "', current_database(), 'CREATE')"
                            + " FROM unnest(ARRAY['plumbline', 'grafana']) AS s"))
                    .as(role)
                    .isEqualTo("f");
        }
    }

    @Test
    void theServerEndsWhatTakesTooLong() {
        assertThat(settings("plumbline_writer"))
                .contains("lock_timeout=10s", "statement_timeout=60s", "idle_in_transaction_session_timeout=15s");
        assertThat(settings("plumbline_grafana"))
                .contains(
                        "statement_timeout=30s",
                        "idle_in_transaction_session_timeout=30s",
                        "default_transaction_read_only=on",
                        "transaction_timeout=60s",
                        "temp_file_limit=1GB");
        assertThat(database.query("SELECT rolconnlimit FROM pg_roles WHERE rolname = 'plumbline_grafana'"))
                .isEqualTo("20");
    }

    /** The honest limit of these settings: PostgreSQL lets every role set its own timeouts. */
    @Test
    void grafanaCanSetItsTimeoutsAwayButNotItsRoomForTemporaryFiles() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE plumbline_grafana");
            statement.execute("SET statement_timeout = 0");
            assertThatThrownBy(() -> statement.execute("SET temp_file_limit = -1"))
                    .hasMessageContaining("permission denied to set parameter");
        }
    }

    @Test
    void rolesThatAnotherAdministratorMadeAreTakenAsTheyAre() throws SQLException {
        String user = database.name() + "_administrator";
        database.execute("CREATE ROLE " + user + " LOGIN CREATEROLE PASSWORD 'test'");
        try (TestDatabase other = server.create()) {
            other.execute("GRANT CREATE ON DATABASE " + other.name() + " TO " + user);

            assertThat(Migrations.run(other.url(user, "test")).applied()).isPositive();
            assertThat(other.query(
                            "SELECT has_table_privilege('plumbline_writer', 'plumbline.window_stats_short', 'INSERT')"))
                    .isEqualTo("t");
        } finally {
            database.execute("DROP ROLE " + user);
        }
    }

    @Test
    void whatAnAdministratorRunsLetsAnOrdinaryUserMigrate() throws SQLException {
        String user = database.name() + "_ordinary";
        database.execute("CREATE ROLE " + user + " LOGIN PASSWORD 'test'");
        try (TestDatabase other = server.create()) {
            String printed = Migrations.administratorSql();
            other.execute(server == TestServer.PLAIN ? printed.replace(Scripts.EXTENSION + ";", "") : printed);
            other.execute("GRANT plumbline_owner TO " + user);

            Migrations.Result result = Migrations.run(other.url(user, "test"));

            assertThat(result.applied()).isPositive();
            assertThat(result.rolesMissing()).isFalse();
            assertThat(result.features()).allMatch(FeatureOutcome::inUse);
            assertThat(result.capabilities().level() == Level.PLAIN).isEqualTo(server == TestServer.PLAIN);
            assertThat(
                            other.query(
                                    "SELECT has_table_privilege('plumbline_writer', 'plumbline.window_stats_long', 'INSERT')"
                                            + " AND has_table_privilege('plumbline_grafana', 'grafana.windows', 'SELECT')"
                                            + " AND tableowner = 'plumbline_owner' FROM pg_tables WHERE tablename = 'window_stats_long'"))
                    .isEqualTo("t");
        } finally {
            database.execute("DROP ROLE " + user);
        }
    }

    @Test
    void tellsAnAdministratorWhatToRun() {
        assertThat(Migrations.administratorSql())
                .contains("CREATE EXTENSION", "CREATE ROLE plumbline_writer", "lock_timeout")
                .doesNotContainIgnoringCase("password '");
    }

    private String settings(String role) {
        return database.query("SELECT array_to_string(rolconfig, ',') FROM pg_roles WHERE rolname = '" + role + "'");
    }

    private String names(String condition) {
        return database.query("SELECT string_agg(relname, ' ' ORDER BY relname) FROM " + TABLES_AND_VIEWS + condition);
    }
}
