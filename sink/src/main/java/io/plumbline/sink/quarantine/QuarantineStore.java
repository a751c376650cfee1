package io.plumbline.sink.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of what was set aside. Nothing is ever deleted from it. Uses one connection, so one thread at a time. */
public record QuarantineStore(Connection connection) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String MAY_READ = "SELECT has_table_privilege('plumbline.quarantine', 'SELECT')";

    /** Without content, for whoever may read the views only. */
    private static final String VIEW = "grafana.quarantine";
    /** For the writer, who may not read the views. */
    private static final String TABLE = """
            (SELECT *, octet_length(key) AS key_bytes, octet_length(value) AS value_bytes FROM plumbline.quarantine)
            """;

    private static final String LIST = """
            SELECT * FROM %s AS q
            WHERE (?::text IS NULL OR ? IN (topic, found_topic)) AND (?::text IS NULL OR stage = ?)
                AND (?::timestamptz IS NULL OR quarantined_at >= ?) AND (?::text IS NULL OR strpos(reason, ?) > 0)
                AND (NOT ? OR outcome IS NULL OR outcome = 'REFUSED')
            ORDER BY quarantined_at DESC, found_topic, found_partition, found_offset DESC LIMIT ?
            """;

    /** Of a topic that was made again, the later one's. */
    private static final String FIND = """
            SELECT q.*, octet_length(key) AS key_bytes, octet_length(value) AS value_bytes FROM plumbline.quarantine AS q
            WHERE found_topic = ? AND found_partition = ? AND found_offset = ?
            ORDER BY quarantined_at DESC LIMIT 1
            """;

    private static final String MARK = """
            UPDATE plumbline.quarantine SET retried_at = clock_timestamp(), retried_by = ?, outcome = ?, retry_reason = ?,
                resent_topic = ?, resent_partition = ?, resent_offset = ?
            WHERE found_topic = ? AND found_topic_id = ? AND found_partition = ? AND found_offset = ?
            """;

    /** The newest first. Whoever may read the views may ask. */
    public List<Entry> list(Selection selection) throws SQLException {
        String from = mayRead() ? TABLE : VIEW;
        Timestamp since = selection.since() == null ? null : Timestamp.from(selection.since());
        try (PreparedStatement statement = connection.prepareStatement(LIST.formatted(from))) {
            int i = 0;
            for (Object value : new Object[] {
                selection.topic(),
                selection.topic(),
                selection.stage(),
                selection.stage(),
                since,
                since,
                selection.reason(),
                selection.reason(),
                selection.open(),
                selection.limit()
            }) {
                statement.setObject(++i, value);
            }
            try (ResultSet row = statement.executeQuery()) {
                List<Entry> result = new ArrayList<>();
                while (row.next()) {
                    result.add(entry(row));
                }
                return result;
            }
        }
    }

    /** With its content. */
    public Optional<Held> find(Coordinates found) throws SQLException {
        return find(FIND, found);
    }

    /** The same, and nobody else may try it again until the transaction has ended. */
    Optional<Held> take(Coordinates found) throws SQLException {
        return find(FIND + " FOR UPDATE", found);
    }

    void mark(Held held, String author, Attempt attempt) throws SQLException {
        Coordinates resent = attempt.resent();
        Coordinates found = held.entry().found();
        try (PreparedStatement statement = connection.prepareStatement(MARK)) {
            statement.setString(1, author);
            statement.setString(2, attempt.outcome().name());
            statement.setString(
                    3, attempt.reason() == null ? null : attempt.reason().replace('\0', '\uFFFD'));
            statement.setString(4, resent == null ? null : resent.topic());
            statement.setObject(5, resent == null ? null : resent.partition(), Types.INTEGER);
            statement.setObject(6, resent == null ? null : resent.offset(), Types.BIGINT);
            statement.setString(7, found.topic());
            statement.setString(8, held.topicId());
            statement.setInt(9, found.partition());
            statement.setLong(10, found.offset());
            statement.executeUpdate();
        }
    }

    private boolean mayRead() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(MAY_READ)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private Optional<Held> find(String sql, Coordinates found) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, found.topic());
            statement.setInt(2, found.partition());
            statement.setLong(3, found.offset());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Held(
                                entry(row),
                                row.getString("found_topic_id"),
                                row.getBytes("key"),
                                row.getBytes("value"),
                                headers(row.getString("headers"))))
                        : Optional.empty();
            }
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        String resent = row.getString("resent_topic");
        return new Entry(
                new Coordinates(
                        row.getString("found_topic"), row.getInt("found_partition"), row.getLong("found_offset")),
                row.getString("stage"),
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("record_offset"),
                time(row, "record_time"),
                time(row, "quarantined_at"),
                row.getObject("key_bytes", Integer.class),
                row.getObject("value_bytes", Integer.class),
                row.getString("reason"),
                row.getString("outcome"),
                time(row, "retried_at"),
                row.getString("retried_by"),
                row.getString("retry_reason"),
                resent == null
                        ? null
                        : new Coordinates(resent, row.getInt("resent_partition"), row.getLong("resent_offset")));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static Map<String, String> headers(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the headers of a record in quarantine are no JSON", e);
        }
    }
}
