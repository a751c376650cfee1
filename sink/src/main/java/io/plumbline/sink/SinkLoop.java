package io.plumbline.sink;

import io.plumbline.sink.core.SinkCore;
import io.plumbline.sink.core.SinkStoppedException;
import io.plumbline.sink.core.Source;
import java.time.Duration;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that keeps the core going, until it is asked to end or the core stops. */
final class SinkLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);

    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Source source;
    private final SinkCore core;
    private final CatchUp catchUp;
    private volatile boolean ready;
    private volatile boolean closing;
    private volatile Throwable failure;

    /** @param consumer that {@code source} reads with */
    SinkLoop(Consumer<byte[], byte[]> consumer, Source source, SinkCore core, CatchUp catchUp) {
        this.consumer = consumer;
        this.source = source;
        this.core = core;
        this.catchUp = catchUp;
    }

    /** Whether all assigned partitions are claimed and read. */
    boolean ready() {
        return ready && failure == null;
    }

    /** Why it ended; null: it runs, or was closed. */
    Throwable failure() {
        return failure;
    }

    /** Asks the loop to end; from any thread. */
    void end() {
        closing = true;
        consumer.wakeup();
    }

    @Override
    public void run() {
        try {
            core.start();
            while (!closing) {
                core.step();
                ready = core.ready();
                if (ready) {
                    catchUp.check(source, core);
                }
            }
        } catch (WakeupException e) {
            LOG.debug("woken up to end", e);
        } catch (SinkStoppedException e) {
            failure = e;
            LOG.error("sink stopped: {}", e.getMessage());
        } catch (RuntimeException | Error e) {
            failure = e;
            LOG.error("sink stopped: {}", e.getMessage(), e);
        } finally {
            core.close();
            consumer.close(CloseOptions.timeout(CLOSE));
            LOG.info("sink ended positions={}", core.positions());
        }
    }
}
