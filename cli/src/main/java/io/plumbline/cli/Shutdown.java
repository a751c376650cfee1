package io.plumbline.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a command in good order on Ctrl-C or SIGTERM: the signal only asks, the command's own thread closes what it
 * opened, and the process then ends with the command's exit code.
 */
public final class Shutdown {
    /** How long a command may take to end before the process goes all the same. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile int exitCode = ExitCode.FINE;

    private Shutdown() {}

    public static Shutdown onSignal() {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::hook, "shutdown"));
        return shutdown;
    }

    /** Waits until somebody asks to end, or for {@code time}. True if asked. */
    public boolean await(Duration time) throws InterruptedException {
        return requested.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether somebody asked to end. */
    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** The command is done and will return {@code code}; what it opened is still to be closed. */
    public int finished(int code) {
        exitCode = code;
        return code;
    }

    /** The command closed everything. */
    public void closed() {
        finished.countDown();
    }

    private void hook() {
        if (finished.getCount() == 0) {
            return; // an orderly end, not a signal
        }
        requested.countDown();
        boolean ended = false;
        try {
            ended = finished.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // The JVM would say 130 or 143 although all is well.
        Runtime.getRuntime().halt(ended ? exitCode : ExitCode.BUG);
    }
}
