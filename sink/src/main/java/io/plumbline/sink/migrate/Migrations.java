package io.plumbline.sink.migrate;

import io.plumbline.settings.Settings;
import io.plumbline.sink.database.DatabaseConfig;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database to what the sink and Grafana need: tables, functions, views, hypertables where TimescaleDB is
 * there, roles where the user may create them. Running it again changes nothing.
 */
public final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private static final String SCHEMA = "plumbline";
    private static final String OWNER = "plumbline_owner";

    private static final String MAY_CREATE_ROLES =
            "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user";
    private static final String ROLES_MISSING = """
            SELECT count(*) < 3 FROM pg_roles
            WHERE rolname IN ('plumbline_owner', 'plumbline_writer', 'plumbline_grafana')
            """;
    private static final String EXTENSION_AVAILABLE = """
            SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'timescaledb' AND installed_version IS NULL)
            """;
    /** Objects belong to the owner's role, unless somebody else began this schema. */
    private static final String ACTS_AS_OWNER = """
            SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'plumbline_owner' AND pg_has_role(oid, 'MEMBER'))
                AND NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'plumbline'
                    AND pg_get_userbyid(nspowner) <> 'plumbline_owner')
            """;

    /**
     * @param capabilities what the database can do
     * @param applied how many scripts ran; 0: everything was up to date
     * @param rolesMissing whether a database administrator has to create roles ({@link #administratorSql}) and this has
     *     to run again
     * @param features what was taken into use, and what was refused
     * @param retention how long rows are kept
     */
    public record Result(
            Capabilities capabilities,
            int applied,
            boolean rolesMissing,
            List<FeatureOutcome> features,
            List<RetentionRule> retention) {}

    private Migrations() {}

    /**
     * @param settings {@code db.url}, {@code db.user}, {@code db.password}: a user who may create schemas
     * @throws io.plumbline.settings.ConfigException if the choice names rows that the database does not know
     */
    public static Result run(Settings settings, StorageChoice choice) throws SQLException {
        return run(DatabaseConfig.from(settings), choice);
    }

    /** @param jdbcUrl with user and password of a user who may create schemas */
    public static Result run(String jdbcUrl) throws SQLException {
        return run(DatabaseConfig.of(jdbcUrl), StorageChoice.NONE);
    }

    static Result run(DatabaseConfig database, StorageChoice choice) throws SQLException {
        try (Connection connection = database.connect("plumbline-migrate")) {
            createRoles(connection);
            createExtension(connection);
            Capabilities before = Capabilities.of(connection);
            Level level = before.level();
            LOG.info("database: {}", before.text());
            boolean rolesMissing = yes(connection, ROLES_MISSING);
            boolean asOwner = yes(connection, ACTS_AS_OWNER);
            MigrateResult result = flyway(database, level, asOwner).migrate();
            LOG.info("migrated level={} applied={}", level, result.migrationsExecuted);
            if (asOwner) {
                execute(connection, "SET ROLE " + OWNER);
            }
            List<RetentionRule> rules = store(connection, choice);
            List<FeatureOutcome> features = Capabilities.apply(connection, level, rules);
            return new Result(Capabilities.of(connection), result.migrationsExecuted, rolesMissing, features, rules);
        }
    }

    private static List<RetentionRule> store(Connection connection, StorageChoice choice) throws SQLException {
        RetentionTable retention = new RetentionTable(connection);
        connection.setAutoCommit(false);
        try {
            retention.store(choice);
            connection.commit();
            return retention.rules();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** What an administrator runs in the database, where the user of {@link #run} may not: extension, roles, rights. */
    public static String administratorSql() {
        return "-- Run in Plumbline's database as a superuser, then run `plumbline migrate` again.\n"
                + "-- Whoever runs that is plumbline_owner or a member of it: GRANT plumbline_owner TO ...;\n"
                + "-- The extension is optional: leave it out where TimescaleDB is not installed.\n"
                + Scripts.EXTENSION + ";\n\n" + Scripts.read(Scripts.ROLES);
    }

    private static Flyway flyway(DatabaseConfig database, Level level, boolean asOwner) {
        List<String> locations = new ArrayList<>(List.of("classpath:db/common"));
        if (level != Level.PLAIN) {
            locations.add("classpath:db/timescale");
        }
        return Flyway.configure()
                .dataSource(dataSource(database))
                .locations(locations.toArray(String[]::new))
                .schemas(SCHEMA)
                .createSchemas(true)
                .initSql(asOwner ? "SET ROLE " + OWNER : null)
                .ignoreMigrationPatterns("repeatable:missing") // a server without the extension took over
                .load();
    }

    private static PGSimpleDataSource dataSource(DatabaseConfig database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(database.url().value());
        source.setApplicationName("plumbline-migrate");
        if (!database.user().isEmpty()) {
            source.setUser(database.user());
        }
        if (!database.password().value().isEmpty()) {
            source.setPassword(database.password().value());
        }
        return source;
    }

    private static void createRoles(Connection connection) throws SQLException {
        if (yes(connection, MAY_CREATE_ROLES)) {
            execute(connection, Scripts.read(Scripts.ROLES));
        } else if (yes(connection, ROLES_MISSING)) {
            LOG.warn("this user may not create roles; an administrator can, see plumbline migrate --help");
        }
    }

    private static void createExtension(Connection connection) throws SQLException {
        if (!yes(connection, EXTENSION_AVAILABLE)) {
            return;
        }
        try {
            execute(connection, Scripts.EXTENSION);
        } catch (SQLException e) {
            LOG.warn(
                    "TimescaleDB is installed but this user cannot create the extension, going on without: {}",
                    e.getMessage());
        }
    }

    private static boolean yes(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
