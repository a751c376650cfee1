package io.plumbline.e2e.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.plumbline.local.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cut at a commit, before the real server: the client learns the same, and the row is there or not. */
class CommitCutTest {
    private static LocalPostgres server;

    @BeforeAll
    static void start() {
        server = LocalPostgres.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_BEFORE_COMMIT", "CUT_AFTER_COMMIT"})
    void theRowIsThereIfTheServerGotTheCommit(Mode cut) throws Exception {
        try (FaultProxy proxy = new FaultProxy(0, server.port());
                Connection past = DriverManager.getConnection(server.jdbcUrl());
                Connection client = DriverManager.getConnection(
                        server.jdbcUrl().replace(":" + server.port() + "/", ":" + proxy.port() + "/")
                                + "&sslmode=disable&gssEncMode=disable")) {
            execute(past, "DROP TABLE IF EXISTS one; CREATE TABLE one (n integer)");
            client.setAutoCommit(false);
            for (int n = 0; n < 10; n++) { // by then the driver has prepared its commit, as in a sink that runs
                execute(client, "INSERT INTO one VALUES (" + n + ")");
                client.commit();
            }
            execute(client, "INSERT INTO one VALUES (10)");
            proxy.mode(cut);

            assertThatThrownBy(client::commit).isInstanceOf(SQLException.class);

            assertThat(proxy.cuts()).isEqualTo(1);
            assertThat(proxy.mode()).isEqualTo(Mode.PASS);
            await().until(() -> sessions(past) == 0);
            assertThat(count(past, "SELECT count(*) FROM one")).isEqualTo(cut == Mode.CUT_AFTER_COMMIT ? 11 : 10);
        }
    }

    private static long sessions(Connection past) throws SQLException {
        return count(
                past,
                "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
