package io.plumbline.sink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.sink.DatabaseContract;
import io.plumbline.sink.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures as the server really reports them: each gets the remedy that {@link Failure} promises for its SQLSTATE. */
public abstract class FailureContract extends DatabaseContract {
    private String user;

    protected FailureContract(TestServer server) {
        super(server);
    }

    @BeforeAll
    void prepare() {
        user = "plumbline_full_" + database.name();
        database.execute("CREATE TABLE kept (id integer PRIMARY KEY, amount integer NOT NULL CHECK (amount > 0),"
                + " parent integer REFERENCES kept, note text); CREATE INDEX ON kept (note);"
                + " INSERT INTO kept VALUES (1, 1, NULL, '')");
        database.execute("CREATE ROLE " + user + " LOGIN PASSWORD 'p' CONNECTION LIMIT 0");
    }

    @AfterAll
    void dropUser() {
        if (user != null) {
            database.execute("DROP ROLE " + user);
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                failure("57P01", Failure.RETRY, "SELECT pg_terminate_backend(pg_backend_pid())"),
                failure("57014", Failure.RETRY, "SET statement_timeout = 20; SELECT pg_sleep(9)"),
                failure("25006", Failure.RETRY, "SET TRANSACTION READ ONLY; DELETE FROM kept"),
                failure("42P01", Failure.WAIT, "SELECT FROM missing"),
                failure("42703", Failure.WAIT, "SELECT missing FROM kept"),
                failure("42501", Failure.WAIT, "SET ROLE plumbline_grafana; SELECT FROM plumbline.quarantine"),
                failure("3F000", Failure.WAIT, "CREATE TABLE missing.kept ()"),
                failure("0A000", Failure.WAIT, "SELECT count(*) FROM kept FOR UPDATE"),
                failure(
                        "53400",
                        Failure.SPLIT,
                        "SET temp_file_limit = 64; SET work_mem = 64; SELECT i FROM generate_series(1, 100000) i ORDER BY -i"),
                failure(
                        "54000",
                        Failure.SPLIT,
                        "INSERT INTO kept SELECT 9, 9, 1, string_agg(md5(i::text), '') FROM generate_series(1, 1000) i"),
                failure("22003", Failure.POISON, "INSERT INTO kept VALUES (2, 2147483648)"),
                failure("22021", Failure.POISON, "SELECT convert_from('\\xff', 'UTF8')"),
                failure("23502", Failure.POISON, "INSERT INTO kept VALUES (2, NULL)"),
                failure("23503", Failure.POISON, "INSERT INTO kept VALUES (2, 1, 9)"),
                failure("23514", Failure.POISON, "INSERT INTO kept VALUES (2, 0)"),
                failure("23505", Failure.CONFLICT, "INSERT INTO kept VALUES (1, 1)"));
    }

    @ParameterizedTest(name = "{0} asks for {1}")
    @MethodSource("failures")
    void asTheServerReportsIt(String state, Failure remedy, String sql) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            assertFailure(state, remedy, () -> execute(connection, sql));
        }
    }

    @Test
    void aLockThatIsNotGivenIsTriedAgain() throws SQLException {
        try (Connection holder = database.connect();
                Connection waiting = database.connect()) {
            holder.setAutoCommit(false);
            execute(holder, "LOCK TABLE kept");
            assertFailure(
                    "55P03",
                    Failure.RETRY,
                    () -> execute(waiting, "SET lock_timeout = 20; UPDATE kept SET amount = 2"));
        }
    }

    @Test
    void aTransactionThatLostToAnotherIsTriedAgain() throws SQLException {
        try (Connection first = database.connect();
                Connection second = database.connect()) {
            first.setAutoCommit(false);
            execute(first, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SELECT FROM kept");
            execute(second, "UPDATE kept SET amount = amount + 1");
            assertFailure("40001", Failure.RETRY, () -> execute(first, "UPDATE kept SET amount = amount + 1"));
        }
    }

    @Test
    void tooManyConnectionsAreWaitedFor() {
        String url = database.url().replaceFirst("[?].*", "");
        assertFailure(
                "53300",
                Failure.RETRY,
                () -> DriverManager.getConnection(url, user, "p").close());
    }

    @Test
    void whoIsNotLetInWaitsForAPerson() {
        String url = database.url().replaceFirst("[?].*", "");
        SQLException failure =
                catchThrowableOfType(SQLException.class, () -> DriverManager.getConnection(url, "nobody_at_all", "p"));
        assertThat(failure.getSQLState()).startsWith("28");
        assertThat(Failure.of(failure)).isEqualTo(Failure.WAIT);
    }

    @Test
    void aDatabaseThatIsNotThereWaitsForAPerson() {
        String url = database.url().replace(database.name(), "missing_database");
        assertFailure(
                "3D000", Failure.WAIT, () -> DriverManager.getConnection(url).close());
    }

    @Test
    void aServerThatIsNotThereIsWaitedFor() {
        String url = "jdbc:postgresql://127.0.0.1:1/none";
        assertFailure(
                "08001",
                Failure.RETRY,
                () -> DriverManager.getConnection(url, "u", "p").close());
    }

    private interface Attempt {
        void run() throws SQLException;
    }

    private static void assertFailure(String state, Failure remedy, Attempt attempt) {
        SQLException failure = catchThrowableOfType(SQLException.class, attempt::run);
        assertThat((Throwable) failure)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state));
        assertThat(Failure.of(failure)).isEqualTo(remedy);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Arguments failure(String state, Failure remedy, String sql) {
        return Arguments.of(state, remedy, sql);
    }
}
