package io.plumbline.sink;

import io.plumbline.sink.migrate.Migrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A database of one test class; its user is a superuser.
 *
 * @param url JDBC URL
 */
public record TestDatabase(TestServer server, String name, String url) implements AutoCloseable {

    public TestDatabase migrated() throws SQLException {
        Migrations.run(url);
        return this;
    }

    /** The same for another user. */
    public String urlAs(String user) {
        return url.replaceFirst("user=[^&]*", "user=" + user);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    /** The same URL for another user. */
    public String url(String user, String password) {
        return url.replaceFirst("user=[^&]*", "user=" + user).replaceFirst("password=[^&]*", "password=" + password);
    }

    public void execute(String sql) {
        TestServer.execute(url, sql);
    }

    /** The first column of the first row. */
    public String query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public long count(String fromWhere) {
        return Long.parseLong(query("SELECT count(*) FROM " + fromWhere));
    }

    /** Empties the tables of windows of every length. */
    public void truncateWindows() {
        for (String kind : List.of("window_stats", "resource_stats", "transport_stats")) {
            execute("TRUNCATE plumbline.%1$s_short, plumbline.%1$s_medium, plumbline.%1$s_long".formatted(kind));
        }
    }

    /** Lets nobody in any more and throws everybody out, as if the server were away. */
    public void shut() {
        server.shut(name);
    }

    public void open() {
        server.open(name);
    }

    @Override
    public void close() {
        server.drop(name);
    }
}
