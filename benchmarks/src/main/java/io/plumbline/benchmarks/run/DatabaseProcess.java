package io.plumbline.benchmarks.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalDouble;

/** Processor time of a PostgreSQL server, if it runs on this machine. */
public final class DatabaseProcess {
    private DatabaseProcess() {}

    /** Seconds of all its processes since it started, those that have ended included; nothing if it is elsewhere. */
    public static OptionalDouble cpuSeconds(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return ProcessHandle.of(row.getLong(1))
                    .filter(backend -> backend.info().command().orElse("").endsWith("postgres"))
                    .flatMap(ProcessHandle::parent)
                    .map(server -> ProcessCpu.ofTree(server.pid()))
                    .orElse(OptionalDouble.empty());
        }
    }
}
