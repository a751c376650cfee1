package io.plumbline.cli.scale;

import io.plumbline.local.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A real PostgreSQL server for scaling tests of who has none at hand: transactions that write, on a table of a thousand rows. */
final class LocalService implements OpenTarget.Part {
    static final String QUERY = "UPDATE account SET balance = balance + 1"
            + " WHERE id = (SELECT 1 + floor(1000 * random())::int) RETURNING balance";

    private final LocalPostgres server;

    private LocalService(LocalPostgres server) {
        this.server = server;
    }

    static LocalService start() throws SQLException {
        LocalPostgres server = LocalPostgres.start();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE account (id int PRIMARY KEY, balance bigint NOT NULL) WITH (fillfactor = 50)");
            statement.execute("INSERT INTO account SELECT id, 0 FROM generate_series(1, 1000) AS id");
            return new LocalService(server);
        } catch (SQLException e) {
            server.close();
            throw e;
        }
    }

    String url() {
        return server.jdbcUrl();
    }

    @Override
    public void close() {
        server.close();
    }
}
