package io.plumbline.sink;

import io.plumbline.sink.audit.AgentsContract;
import io.plumbline.sink.audit.AuditContract;
import io.plumbline.sink.core.StoringContract;
import io.plumbline.sink.database.FailureContract;
import io.plumbline.sink.database.PositionsContract;
import io.plumbline.sink.database.WritePathContract;
import io.plumbline.sink.grafana.GrafanaPanelsContract;
import io.plumbline.sink.grafana.GrafanaPlansContract;
import io.plumbline.sink.migrate.MigrationsContract;
import io.plumbline.sink.migrate.QuantileSqlContract;
import io.plumbline.sink.migrate.RolesContract;
import io.plumbline.sink.migrate.StorageContract;
import io.plumbline.sink.migrate.WindowTablesContract;
import io.plumbline.sink.retention.RetentionContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** All contracts with the database, on TimescaleDB; skipped where none is named. */
@Execution(ExecutionMode.CONCURRENT)
class TimescaleTest {
    @Nested
    class WritePath extends WritePathContract {
        WritePath() {
            super(TestServer.TIMESCALE);
        }
    }

    @Nested
    class Storing extends StoringContract {
        Storing() {
            super(TestServer.TIMESCALE);
        }
    }

    @Nested
    class Positions extends PositionsContract {
        Positions() {
            super(TestServer.TIMESCALE);
        }
    }

    @Nested
    class Migration extends MigrationsContract {
        Migration() {
            super(TestServer.TIMESCALE);
        }
    }

    @Nested
    class WindowTables extends WindowTablesContract {
        WindowTables() {
            super(TestServer.TIMESCALE);
        }
    }

    @Nested
    class Retention extends RetentionContract {
        Retention() {
            super(TestServer.TIMESCALE);
        }
    }

    @Nested
    class Storage extends StorageContract {
        Storage() {
            super(TestServer.TIMESCALE);
        }
    }

    @Nested
    class Roles extends RolesContract {
        Roles() {
            super(TestServer.TIMESCALE);
        }
    }

    @Nested
    class QuantileSql extends QuantileSqlContract {
        QuantileSql() {
            super(TestServer.TIMESCALE);
        }
    }

    @Nested
    class GrafanaPanels extends GrafanaPanelsContract {
        GrafanaPanels() {
            super(TestServer.TIMESCALE);
        }
    }

    @Nested
    class GrafanaPlans extends GrafanaPlansContract {
        GrafanaPlans() {
            super(TestServer.TIMESCALE);
        }
    }

    @Nested
    class WholeSink extends SinkContract {
        WholeSink() {
            super(TestServer.TIMESCALE);
        }
    }

    @Nested
    class Faults extends SinkFaultsContract {
        Faults() {
            super(TestServer.TIMESCALE);
        }
    }

    @Nested
    class Analysis extends AnalysisContract {
        Analysis() {
            super(TestServer.TIMESCALE);
        }
    }

    @Nested
    class OddValues extends OddValuesContract {
        OddValues() {
            super(TestServer.TIMESCALE);
        }
    }

    @Nested
    class Failures extends FailureContract {
        Failures() {
            super(TestServer.TIMESCALE);
        }
    }

    @Nested
    class Audits extends AuditContract {
        Audits() {
            super(TestServer.TIMESCALE);
        }
    }

    @Nested
    class Agents extends AgentsContract {
        Agents() {
            super(TestServer.TIMESCALE);
        }
    }
}
