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
import io.plumbline.sink.quarantine.RetryContract;
import io.plumbline.sink.retention.RetentionContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** All contracts with the database, on plain PostgreSQL. */
@Execution(ExecutionMode.CONCURRENT)
class PlainPostgresTest {
    @Nested
    class WritePath extends WritePathContract {
        WritePath() {
            super(TestServer.PLAIN);
        }
    }

    @Nested
    class Storing extends StoringContract {
        Storing() {
            super(TestServer.PLAIN);
        }
    }

    @Nested
    class Positions extends PositionsContract {
        Positions() {
            super(TestServer.PLAIN);
        }
    }

    @Nested
    class Migration extends MigrationsContract {
        Migration() {
            super(TestServer.PLAIN);
        }
    }

    @Nested
    class WindowTables extends WindowTablesContract {
        WindowTables() {
            super(TestServer.PLAIN);
        }
    }

    @Nested
    class Retention extends RetentionContract {
        Retention() {
            super(TestServer.PLAIN);
        }
    }

    @Nested
    class Storage extends StorageContract {
        Storage() {
            super(TestServer.PLAIN);
        }
    }

    @Nested
    class Roles extends RolesContract {
        Roles() {
            super(TestServer.PLAIN);
        }
    }

    @Nested
    class QuantileSql extends QuantileSqlContract {
        QuantileSql() {
            super(TestServer.PLAIN);
        }
    }

    @Nested
    class GrafanaPanels extends GrafanaPanelsContract {
        GrafanaPanels() {
            super(TestServer.PLAIN);
        }
    }

    @Nested
    class GrafanaPlans extends GrafanaPlansContract {
        GrafanaPlans() {
            super(TestServer.PLAIN);
        }
    }

    @Nested
    class WholeSink extends SinkContract {
        WholeSink() {
            super(TestServer.PLAIN);
        }
    }

    @Nested
    class Faults extends SinkFaultsContract {
        Faults() {
            super(TestServer.PLAIN);
        }
    }

    @Nested
    class Analysis extends AnalysisContract {
        Analysis() {
            super(TestServer.PLAIN);
        }
    }

    @Nested
    class OddValues extends OddValuesContract {
        OddValues() {
            super(TestServer.PLAIN);
        }
    }

    @Nested
    class Failures extends FailureContract {
        Failures() {
            super(TestServer.PLAIN);
        }
    }

    @Nested
    class Audits extends AuditContract {
        Audits() {
            super(TestServer.PLAIN);
        }
    }

    @Nested
    class Agents extends AgentsContract {
        Agents() {
            super(TestServer.PLAIN);
        }
    }

    @Nested
    class Retries extends RetryContract {
        Retries() {
            super(TestServer.PLAIN);
        }
    }
}
