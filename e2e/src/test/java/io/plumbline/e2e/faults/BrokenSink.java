package io.plumbline.e2e.faults;

import io.plumbline.cli.Main;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * The sink with the mistake that exactly-once is about: it commits its position before its rows, in a transaction of its
 * own. The negative control of the fault harness kills it between the two.
 */
public final class BrokenSink {
    static final String MARK = "position is stored, rows are not";
    private static final long GAP_MILLIS = 1_000; // wide enough to hit

    private BrokenSink() {}

    public static void main(String[] arguments) throws SQLException {
        Driver real = DriverManager.getDriver("jdbc:postgresql://127.0.0.1/postgres");
        DriverManager.deregisterDriver(real);
        DriverManager.registerDriver(new BreakingDriver(real));
        Main.main(arguments);
    }

    private static Connection broken(Connection real) {
        return wrap(Connection.class, real, (proxy, method, arguments) -> {
            Object result = method.invoke(real, arguments);
            boolean moves = result instanceof PreparedStatement
                    && arguments[0].toString().stripLeading().startsWith("UPDATE plumbline.sink_position");
            return moves ? broken(real, (PreparedStatement) result) : result;
        });
    }

    private static PreparedStatement broken(Connection connection, PreparedStatement real) {
        return wrap(PreparedStatement.class, real, (proxy, method, arguments) -> {
            Object result = method.invoke(real, arguments);
            if (method.getName().startsWith("execute")) {
                connection.commit();
                System.err.println(MARK);
                Thread.sleep(GAP_MILLIS);
            }
            return result;
        });
    }

    private static <T> T wrap(Class<T> type, T real, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            try {
                return handler.invoke(real, method, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private record BreakingDriver(Driver real) implements Driver {
        @Override
        public Connection connect(String url, Properties properties) throws SQLException {
            Connection connection = real.connect(url, properties);
            return connection == null ? null : broken(connection);
        }

        @Override
        public boolean acceptsURL(String url) throws SQLException {
            return real.acceptsURL(url);
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
            return real.getPropertyInfo(url, properties);
        }

        @Override
        public int getMajorVersion() {
            return real.getMajorVersion();
        }

        @Override
        public int getMinorVersion() {
            return real.getMinorVersion();
        }

        @Override
        public boolean jdbcCompliant() {
            return real.jdbcCompliant();
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getLogger("broken");
        }
    }
}
