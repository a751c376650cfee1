package io.plumbline.producers.probe;

import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a query on a connection that is kept; after a failure the next one connects anew, within its measured time. */
final class JdbcTarget implements ProbeTarget {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcTarget.class);

    private final String url;
    private final Expected expected;
    private Connection connection;

    JdbcTarget(String url, Expected expected) {
        this.url = url;
        this.expected = expected;
    }

    @Override
    public Answer ask(Duration allowed) throws SQLException, TimeoutException, UnexpectedAnswer {
        long deadline = System.nanoTime() + allowed.toNanos();
        try {
            if (connection == null) {
                connection = connect(allowed);
            }
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new SQLTimeoutException("no time left after connecting");
            }
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(left));
            return new Answer(run());
        } catch (SQLException e) {
            close();
            if (isTimeout(e)) {
                throw timeout(e);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("connection=broken closed anyway state={}", e.getSQLState());
        }
        connection = null;
    }

    /** The driver knows whole seconds only: rounded up, so that the first connection is not cut short. */
    private Connection connect(Duration allowed) throws SQLException {
        String seconds = Long.toString(allowed.plusMillis(999).toSeconds());
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("ApplicationName", "plumbline-probe");
        return DriverManager.getConnection(url, properties);
    }

    private long run() throws SQLException, UnexpectedAnswer {
        long bytes = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(expected.query())) {
            int columns = rows.getMetaData().getColumnCount();
            boolean found = expected.value().isEmpty();
            for (int row = 1; rows.next(); row++) {
                found |= row == 1 && expected.value().equals(rows.getString(1));
                for (int i = 1; i <= columns; i++) {
                    byte[] value = rows.getBytes(i);
                    bytes += value == null ? 0 : value.length;
                }
            }
            if (!found) {
                throw new UnexpectedAnswer("a first value that is not the expected one");
            }
        }
        return bytes;
    }

    private static boolean isTimeout(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLTimeoutException || at instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static TimeoutException timeout(SQLException cause) {
        TimeoutException timeout = new TimeoutException("no answer in time");
        timeout.initCause(cause);
        return timeout;
    }
}
