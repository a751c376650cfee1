package io.plumbline.sink.database;

import io.plumbline.settings.Secret;
import io.plumbline.settings.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/**
 * How to reach the database. No call waits for ever: a peer that vanished without a word shows as an error in time.
 *
 * @param url JDBC URL; a user and password may stand in it, so it is not logged
 * @param user empty: as the URL says
 * @param password empty: as the URL says
 */
public record DatabaseConfig(Secret url, String user, Secret password) {
    /** With hosts, which carry no user, comes a slash. */
    private static final Pattern FORM = Pattern.compile("jdbc:postgresql:(//[^/?@]*/|(?!//)).*", Pattern.DOTALL);

    private static final String CONNECT_SECONDS = "10";
    /** Longer than the server's own limits on a statement, which give the better message. */
    private static final String SOCKET_SECONDS = "90";

    public DatabaseConfig {
        // The driver repeats a URL that it cannot read, password and all, so it never gets one.
        Settings.check(
                FORM.matcher(url.value()).matches() && Driver.parseURL(url.value(), new Properties()) != null,
                "db.url must be a JDBC URL of PostgreSQL, e.g. jdbc:postgresql://127.0.0.1:5432/plumbline;"
                        + " special characters of a password in it are percent-encoded");
    }

    /** From {@code db.url}, {@code db.user} and {@code db.password}. */
    public static DatabaseConfig from(Settings settings) {
        return new DatabaseConfig(
                new Secret(settings.required("db.url")),
                settings.string("db.user", ""),
                new Secret(settings.string("db.password", "")));
    }

    public static DatabaseConfig of(String jdbcUrl) {
        return new DatabaseConfig(new Secret(jdbcUrl), "", new Secret(""));
    }

    /** @param application shown in the server's list of connections */
    public Connection connect(String application) throws SQLException {
        return DriverManager.getConnection(url.value(), properties(application));
    }

    /** What this adds to the URL, whose own parameters win. */
    public Properties properties(String application) {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", application);
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("loginTimeout", CONNECT_SECONDS);
        properties.setProperty("socketTimeout", SOCKET_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        // The detail is the row itself: messages become logs and reasons, which more people may read than rows.
        properties.setProperty("logServerErrorDetail", "false");
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.value().isEmpty()) {
            properties.setProperty("password", password.value());
        }
        return properties;
    }
}
