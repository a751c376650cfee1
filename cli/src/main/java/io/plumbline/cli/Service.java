package io.plumbline.cli;

import io.plumbline.cli.ops.Health;
import java.util.function.BooleanSupplier;

/** A part of the pipeline that runs until it is closed. */
interface Service extends Health, AutoCloseable {
    /** Ends in good order, in bounded time. */
    @Override
    void close();

    static Service of(BooleanSupplier live, BooleanSupplier ready, Runnable close) {
        return new Service() {
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
