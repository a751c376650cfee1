package io.plumbline.sink.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps as SQL. */
public final class JdbcSession implements Session {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcSession.class);

    private final Connection connection;
    private final Patience patience;
    private final Set<Table> staged = new HashSet<>();

    /** @param connection belongs to this session from now on */
    public JdbcSession(Connection connection) throws SQLException {
        this(connection, Patience.DEFAULT);
    }

    JdbcSession(Connection connection, Patience patience) throws SQLException {
        this.connection = connection;
        this.patience = patience;
        connection.setAutoCommit(false);
        execute(patience.settings());
        connection.commit();
    }

    @Override
    public Optional<Position> claim(TopicPartition partition, String topicId, long start) throws SQLException {
        return Positions.claim(connection, partition, topicId, start);
    }

    @Override
    public void evict(TopicPartition partition) throws SQLException {
        Positions.evict(connection, partition, patience.lock());
    }

    @Override
    public int advance(List<Advance> advances) throws SQLException {
        return Positions.advance(connection, advances);
    }

    @Override
    public boolean skip(Gap gap, Position at) throws SQLException {
        return Gaps.skip(connection, gap, at);
    }

    /** Once per connection, because each new table bloats the catalogue; committed, because a rollback would drop it. */
    @Override
    public void prepareStage(Table table) throws SQLException {
        if (!staged.contains(table)) {
            execute(table.createStage());
            connection.commit();
            staged.add(table);
        }
    }

    @Override
    public void copy(Table table, Collection<Row> rows) throws SQLException {
        copy(table.copy(), rows);
    }

    @Override
    public void stage(Table table, Collection<Row> rows) throws SQLException {
        copy(table.copyToStage(), rows);
    }

    @Override
    public void merge(Table table) throws SQLException {
        execute(table.merge());
    }

    @Override
    public void quarantine(List<Refused> refused, List<Advance> advances) throws SQLException {
        Quarantine.insert(connection, refused, advances);
    }

    @Override
    public void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("rolling back failed; the server does it when it misses us", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("closing a connection failed; the server will notice", e);
        }
    }

    private void copy(String sql, Collection<Row> rows) throws SQLException {
        CopyStream.send(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql), rows);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
