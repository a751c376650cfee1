package io.plumbline.e2e.faults.check;

import io.plumbline.e2e.faults.check.Truth.Account;
import io.plumbline.e2e.faults.check.Truth.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the database says. */
final class Stored {
    private final Connection database;
    private final String system;

    Stored(Connection database, String system) {
        this.database = database;
        this.system = system;
    }

    /** @param doubled gets the keys of rows that are there more than once */
    Map<Cell, Figures> rows(List<Cell> doubled) throws SQLException {
        Map<Cell, Figures> result = new HashMap<>();
        try (PreparedStatement query = database.prepareStatement(
                        "SELECT operation, node, window_ms, window_start, event_count, ok_count, error_count, timeout_count,"
                                + " bytes, node_count, late_count, min_ns, max_ns, sketch_lo,"
                                + " plumbline.counts(sketch_counts) AS sketch_counts"
                                + " FROM plumbline.window_stats WHERE system = ?");
                ResultSet row = query(query)) {
            while (row.next()) {
                Cell cell = new Cell(
                        row.getString("operation"),
                        row.getString("node"),
                        row.getLong("window_ms"),
                        row.getTimestamp("window_start").getTime());
                if (result.put(cell, figures(row)) != null) {
                    doubled.add(cell);
                }
            }
        }
        return result;
    }

    /** By boot; -1 missing events are none. */
    Map<String, Account> accounts(Map<String, Long> missing) throws SQLException {
        Map<String, Account> result = new HashMap<>();
        try (PreparedStatement query = database.prepareStatement(
                        "SELECT boot, received, duplicated, missing + dropped AS missing FROM plumbline.delivery WHERE system = ?");
                ResultSet row = query(query)) {
            while (row.next()) {
                result.put(row.getString("boot"), new Account(row.getLong("received"), row.getLong("duplicated")));
                missing.put(row.getString("boot"), row.getLong("missing"));
            }
        }
        return result;
    }

    /** Records of a topic that were set aside, as often as they were. */
    List<Place> quarantined(String topic) throws SQLException {
        List<Place> result = new ArrayList<>();
        try (PreparedStatement query = database.prepareStatement(
                "SELECT partition, record_offset FROM plumbline.quarantine WHERE topic = ?")) {
            query.setString(1, topic);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    result.add(new Place(row.getInt(1), row.getLong(2)));
                }
            }
        }
        return result;
    }

    /** Records of other topics that were set aside, with the reason. */
    List<String> quarantinedBeside(List<String> topics) throws SQLException {
        List<String> result = new ArrayList<>();
        try (PreparedStatement query = database.prepareStatement(
                "SELECT topic, partition, record_offset, reason FROM plumbline.quarantine WHERE NOT topic = ANY (?)")) {
            query.setArray(1, database.createArrayOf("text", topics.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    result.add(row.getString(1) + " " + new Place(row.getInt(2), row.getLong(3)) + ": "
                            + row.getString(4));
                }
            }
        }
        return result;
    }

    private ResultSet query(PreparedStatement query) throws SQLException {
        query.setString(1, system);
        return query.executeQuery();
    }

    private static Figures figures(ResultSet row) throws SQLException {
        return new Figures(
                row.getLong("event_count"),
                row.getLong("ok_count"),
                row.getLong("error_count"),
                row.getLong("timeout_count"),
                row.getLong("bytes"),
                row.getLong("node_count"),
                row.getLong("late_count"),
                row.getObject("min_ns", Double.class),
                row.getObject("max_ns", Double.class),
                row.getInt("sketch_lo"),
                List.of((Long[]) row.getArray("sketch_counts").getArray()));
    }
}
