package io.plumbline.sink.database;

import java.time.Duration;

/**
 * How long the server lets a session of the sink hold or wait, whatever its role says: nothing here may wait for ever,
 * and a sink that hangs must not keep the next one out.
 *
 * @param lock a step waits for a lock at most this long; whoever holds a position longer while another claims it is
 *     thrown out
 * @param statement one step takes at most this long
 * @param idle a transaction may rest between two steps at most this long
 */
record Patience(Duration lock, Duration statement, Duration idle) {
    static final Patience DEFAULT =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(15));

    String settings() {
        return "SET lock_timeout = " + lock.toMillis() + "; SET statement_timeout = " + statement.toMillis()
                + "; SET idle_in_transaction_session_timeout = " + idle.toMillis() + "; SET TimeZone = 'UTC'";
    }
}
