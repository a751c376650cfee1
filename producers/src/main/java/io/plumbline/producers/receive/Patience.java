package io.plumbline.producers.receive;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How long a client may keep a thread waiting. Reads and writes of the server know no timeout of their own: when the time
 * is over, a client that has no answer yet is told so (408), and its thread is interrupted, which closes the connection.
 * Thread-safe.
 */
final class Patience implements AutoCloseable {
    private static final int TIMED_OUT = 408;

    private final Duration limit;
    private final ScheduledThreadPoolExecutor timer;

    Patience(Duration limit) {
        this.limit = limit;
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "receive-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Waits for a client. */
    interface Exchange<T> {
        T perform() throws IOException, BadRequestException;
    }

    /** @throws SlowClientException if it took too long: then the client has its answer, and no connection */
    <T> T limited(HttpExchange exchange, Exchange<T> waiting) throws IOException, BadRequestException {
        Alarm alarm = new Alarm(exchange, Thread.currentThread());
        ScheduledFuture<?> scheduled = timer.schedule(alarm, limit.toNanos(), TimeUnit.NANOSECONDS);
        try {
            T result = waiting.perform();
            if (alarm.turnOff()) {
                return result;
            }
        } catch (IOException | BadRequestException | RuntimeException e) {
            if (alarm.turnOff()) {
                throw e;
            }
        } finally {
            scheduled.cancel(false);
        }
        alarm.over.join();
        Thread.interrupted(); // or whatever this thread does next would end at once
        throw new SlowClientException();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** A client that took too long. */
    static final class SlowClientException extends IOException {
        private static final long serialVersionUID = 1;

        SlowClientException() {
            super("a client kept us waiting for too long");
        }
    }

    private static final class Alarm implements Runnable {
        private final HttpExchange exchange;
        private final Thread waiting;
        private final AtomicBoolean decided = new AtomicBoolean();
        private final CompletableFuture<Void> over = new CompletableFuture<>();

        private Alarm(HttpExchange exchange, Thread waiting) {
            this.exchange = exchange;
            this.waiting = waiting;
        }

        /** Whether it was still silent. */
        private boolean turnOff() {
            return decided.compareAndSet(false, true);
        }

        @Override
        public void run() {
            if (!turnOff()) {
                return;
            }
            try {
                Answer.error(TIMED_OUT, "not all of the request came in time").write(exchange);
            } catch (IOException | RuntimeException e) {
                // it has an answer that it does not take, or it is gone: there is nobody to tell
            } finally {
                waiting.interrupt();
                over.complete(null);
            }
        }
    }
}
