package io.plumbline.sink.audit;

import io.plumbline.sink.audit.Finding.Kind;
import io.plumbline.sink.audit.TableCheck.Expected;
import io.plumbline.sink.audit.TableCheck.Fault;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Table;
import io.plumbline.sink.route.Decoded;
import io.plumbline.sink.route.Router;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the records of one partition again, with the sink's own decoding, and looks for what each must have become: its
 * rows, or a row of the quarantine.
 */
final class PartitionCheck {
    private final Snapshot snapshot;
    private final Router router;
    private final Map<String, TableCheck> tables;
    private final StoredPosition stored;
    private final Range range;
    private final Findings findings;
    private final AuditProgress progress;
    private final Optional<Instant> quarantineHorizon;
    private long storedRecords;
    private long quarantinedRecords;
    private long emptyRecords;
    private long retried;
    private long rows;
    private long expired;
    private long expiredQuarantine;
    private long unjudged;

    /** @param tables those met before, by name: their temporary tables are made once */
    PartitionCheck(
            Snapshot snapshot,
            Router router,
            Map<String, TableCheck> tables,
            StoredPosition stored,
            Range range,
            Findings findings,
            AuditProgress progress)
            throws SQLException {
        this.snapshot = snapshot;
        this.router = router;
        this.tables = tables;
        this.stored = stored;
        this.range = range;
        this.findings = findings;
        this.progress = progress;
        this.quarantineHorizon = snapshot.quarantineHorizon();
    }

    /** Reads once, and where records must explain each other, once more. */
    void run(TopicReader reader) throws SQLException {
        for (TableCheck table : tables.values()) {
            table.forget();
        }
        reader.read(stored.partition(), range.from(), range.to(), this::look);
        if (tables.values().stream().anyMatch(TableCheck::hasSuspects)) {
            reader.read(stored.partition(), range.from(), range.to(), this::lookAgain);
        }
        for (TableCheck table : tables.values()) {
            table.judge(range, fault -> judge(table.table(), fault));
        }
    }

    /** What became of the records that were read. */
    Tally held() {
        return new Tally(storedRecords, quarantinedRecords, emptyRecords);
    }

    long retried() {
        return retried;
    }

    long rows() {
        return rows;
    }

    /** Rows, and records of the quarantine, that are too old to be kept. */
    long expired() {
        return expired + expiredQuarantine;
    }

    /** Of these, records of the quarantine. */
    long expiredQuarantine() {
        return expiredQuarantine;
    }

    long unjudged() {
        return unjudged;
    }

    private void look(List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        Map<String, List<Expected>> expected = new LinkedHashMap<>();
        Map<Long, String> quarantined = quarantined(records);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Decoded decoded = router.decode(record);
            count(record, decoded, quarantined.get(record.offset()));
            expect(record, decoded, quarantined.get(record.offset()), expected);
        }
        for (Map.Entry<String, List<Expected>> entry : expected.entrySet()) {
            rows += entry.getValue().size();
            table(entry.getValue().get(0).row().table()).look(entry.getValue());
        }
        progress.reached(stored.partition(), records.get(records.size() - 1).offset() + 1, range.to());
    }

    private void lookAgain(List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        Map<String, List<Expected>> expected = new LinkedHashMap<>();
        Map<Long, String> quarantined = quarantined(records);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            expect(record, router.decode(record), quarantined.get(record.offset()), expected);
        }
        for (List<Expected> each : expected.values()) {
            table(each.get(0).row().table()).lookAgain(each);
        }
        progress.reached(stored.partition(), records.get(records.size() - 1).offset() + 1, range.to());
    }

    /** @param outcome of the retry of a record in quarantine, empty before any; null: it is not in quarantine */
    private void count(ConsumerRecord<byte[], byte[]> record, Decoded decoded, String outcome) {
        if (outcome != null) {
            quarantinedRecords++;
            retried += outcome.equals("STORED") || outcome.equals("RESENT") ? 1 : 0;
        } else if (decoded instanceof Decoded.SetAside aside) {
            quarantinedRecords++; // there it should be
            if (isExpired(record)) {
                expiredQuarantine++;
            } else {
                findings.add(ofRecord(record, aside.refused().reason()));
            }
        } else if (decoded instanceof Decoded.Nothing) {
            emptyRecords++;
        } else {
            storedRecords++;
        }
    }

    /** The rows that must be there: of what is not in quarantine, and of what was taken out of it. */
    private static void expect(
            ConsumerRecord<byte[], byte[]> record,
            Decoded decoded,
            String outcome,
            Map<String, List<Expected>> expected) {
        if (decoded instanceof Decoded.Stored it && (outcome == null || outcome.equals("STORED"))) {
            for (Row row : it.rows()) {
                expected.computeIfAbsent(row.table().name(), name -> new ArrayList<>())
                        .add(new Expected(row, record.offset()));
            }
        }
    }

    /** As far as can be told from the record's own time. */
    private boolean isExpired(ConsumerRecord<byte[], byte[]> record) {
        return quarantineHorizon
                .filter(horizon -> record.timestamp() < horizon.toEpochMilli())
                .isPresent();
    }

    private void judge(Table table, Fault fault) {
        if (fault.kind() == Kind.ROW_LOST && fault.expired()) {
            expired++;
        } else if (isExplained(table, fault)) {
            unjudged++;
        } else {
            findings.add(new Finding(
                    fault.kind(),
                    stored.partition().topic(),
                    stored.partition().partition(),
                    fault.offset(),
                    table.name(),
                    fault.key(),
                    text(fault)));
        }
    }

    /** Rows that records outside the range may have written. */
    private boolean isExplained(Table table, Fault fault) {
        boolean isNewer = fault.kind() == Kind.ROW_AHEAD
                || (fault.kind() == Kind.ROW_ALTERED && table.revision().isEmpty());
        boolean isOlder = fault.beforeRange() && (fault.kind() == Kind.ROW_AHEAD || fault.kind() == Kind.ROW_ALTERED);
        return isOlder || (isNewer && !range.toPosition());
    }

    private static String text(Fault fault) {
        return switch (fault.kind()) {
            case ROW_LOST -> "the record's row is not there";
            case ROW_STALE -> "the row is of an earlier revision than the record";
            case ROW_AHEAD -> "the row is of a later revision than any record before the position";
            default -> "the row differs from the record in " + fault.columns();
        };
    }

    private static Finding ofRecord(ConsumerRecord<byte[], byte[]> record, String reason) {
        return new Finding(
                Kind.RECORD_UNACCOUNTED,
                record.topic(),
                record.partition(),
                record.offset(),
                null,
                Map.of(),
                "the record cannot be stored and is not in quarantine: " + reason);
    }

    private Map<Long, String> quarantined(List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        long first = records.get(0).offset();
        long last = records.get(records.size() - 1).offset();
        return snapshot.quarantined(stored, first, last + 1);
    }

    private TableCheck table(Table table) throws SQLException {
        TableCheck check = tables.get(table.name());
        if (check == null) {
            check = new TableCheck(snapshot.connection(), table);
            tables.put(table.name(), check);
        }
        return check;
    }
}
