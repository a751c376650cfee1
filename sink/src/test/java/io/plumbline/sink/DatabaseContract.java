package io.plumbline.sink;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What holds on every kind of server; one migrated database for the tests of a class. */
@TestInstance(Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD) // those of one server share its roles; servers go beside each other
public abstract class DatabaseContract {
    protected final TestServer server;
    protected TestDatabase database;

    protected DatabaseContract(TestServer server) {
        this.server = server;
    }

    @BeforeAll
    void createDatabase() throws SQLException {
        server.assume();
        database = server.create().migrated();
    }

    @AfterAll
    void dropDatabase() {
        if (database != null) {
            database.close();
        }
    }
}
