package io.plumbline.sink.simulation;

import io.plumbline.sink.database.Failure;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Session;
import io.plumbline.sink.database.Table;
import java.sql.SQLException;
import java.util.Collection;

/** Sinks that misjudge what the database says. */
final class JudgementMutants {
    private JudgementMutants() {}

    static final class OutageIsPoison extends SessionWrapper {
        OutageIsPoison(Session to) {
            super(to);
        }

        @Override
        public void copy(Table table, Collection<Row> rows) throws SQLException {
            mistaken(() -> super.copy(table, rows));
        }

        @Override
        public void stage(Table table, Collection<Row> rows) throws SQLException {
            mistaken(() -> super.stage(table, rows));
        }

        @Override
        public void merge(Table table) throws SQLException {
            mistaken(() -> super.merge(table));
        }

        private static void mistaken(Step step) throws SQLException {
            try {
                step.run();
            } catch (SQLException e) {
                throw Failure.of(e) == Failure.RETRY ? SimulatedDatabase.error("22000", "") : e;
            }
        }

        private interface Step {
            void run() throws SQLException;
        }
    }

    static final class PoisonIsOutage extends SessionWrapper {
        PoisonIsOutage(Session to) {
            super(to);
        }

        @Override
        public void copy(Table table, Collection<Row> rows) throws SQLException {
            try {
                super.copy(table, rows);
            } catch (SQLException e) {
                throw Failure.of(e) == Failure.POISON ? SimulatedDatabase.error("40001", "") : e;
            }
        }
    }

    static final class FirstLine extends SessionWrapper {
        FirstLine(Session to) {
            super(to);
        }

        @Override
        public void copy(Table table, Collection<Row> rows) throws SQLException {
            try {
                super.copy(table, rows);
            } catch (SQLException e) {
                throw Failure.of(e) == Failure.POISON ? SimulatedDatabase.error("23514", "COPY t, line 1") : e;
            }
        }
    }
}
