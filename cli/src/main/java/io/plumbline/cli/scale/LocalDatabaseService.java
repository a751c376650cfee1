package io.plumbline.cli.scale;

import io.plumbline.local.LocalPostgres;
import io.plumbline.producers.scale.real.ProcessTree;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A real PostgreSQL server for scaling tests of who has none at hand: transactions that write, on a table of a thousand rows. */
final class LocalDatabaseService implements LocalService {
    static final String QUERY = "UPDATE account SET balance = balance + 1"
            + " WHERE id = (SELECT 1 + floor(1000 * random())::int) RETURNING balance";

    private final LocalPostgres server;
    private final ProcessTree processes;

    private LocalDatabaseService(LocalPostgres server, ProcessTree processes) {
        this.server = server;
        this.processes = processes;
    }

    static LocalDatabaseService start() throws SQLException {
        LocalPostgres server = LocalPostgres.start();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE account (id int PRIMARY KEY, balance bigint NOT NULL) WITH (fillfactor = 50)");
            statement.execute("INSERT INTO account SELECT id, 0 FROM generate_series(1, 1000) AS id");
            return new LocalDatabaseService(server, processes(statement));
        } catch (SQLException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public String target() {
        return server.jdbcUrl();
    }

    @Override
    public ProcessTree processes() {
        return processes;
    }

    @Override
    public void close() {
        server.close();
    }

    /** Each connection has a process of its own, whose parent is the server. */
    private static ProcessTree processes(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return ProcessHandle.of(row.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .map(ProcessTree::new)
                    .orElseThrow(() -> new IllegalStateException("the database's process is not of this machine"));
        }
    }
}
