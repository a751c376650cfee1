package io.plumbline.sink;

import io.plumbline.sink.core.StoringContract;
import io.plumbline.sink.database.PositionsContract;
import io.plumbline.sink.database.WritePathContract;
import io.plumbline.sink.migrate.MigrationsContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The contracts of the sink on the image that users run, by Testcontainers; skipped where no container engine answers.
 * {@code -Dplumbline.test.timescale.image} names another image than the official one.
 */
@Execution(ExecutionMode.CONCURRENT)
class ContainerTest {
    @Nested
    class WritePath extends WritePathContract {
        WritePath() {
            super(TestServer.CONTAINER);
        }
    }

    @Nested
    class Storing extends StoringContract {
        Storing() {
            super(TestServer.CONTAINER);
        }
    }

    @Nested
    class Positions extends PositionsContract {
        Positions() {
            super(TestServer.CONTAINER);
        }
    }

    @Nested
    class Migration extends MigrationsContract {
        Migration() {
            super(TestServer.CONTAINER);
        }
    }

    @Nested
    class WholeSink extends SinkContract {
        WholeSink() {
            super(TestServer.CONTAINER);
        }
    }
}
