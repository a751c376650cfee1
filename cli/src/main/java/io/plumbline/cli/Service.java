package io.plumbline.cli;

import io.plumbline.cli.ops.Health;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** A part of the pipeline that runs until it is closed. */
public interface Service extends Health, AutoCloseable {
    /** Ends in good order, in bounded time. */
    @Override
    void close();

    /** What the process returns when the service has ended by itself. */
    int exitCode();

    static Service of(BooleanSupplier live, BooleanSupplier ready, Runnable close) {
        return of(live, ready, close, () -> ExitCode.BUG);
    }

    /** @param exitCode of a service that has ended by itself */
    static Service of(BooleanSupplier live, BooleanSupplier ready, Runnable close, IntSupplier exitCode) {
        return new Service() {
            @Override
            public int exitCode() {
                return exitCode.getAsInt();
            }

            @Override
            public boolean live() {
                return live.getAsBoolean();
            }

            @Override
            public boolean ready() {
                return ready.getAsBoolean();
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }
}
