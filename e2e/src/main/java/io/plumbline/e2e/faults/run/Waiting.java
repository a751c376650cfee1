package io.plumbline.e2e.faults.run;

import java.time.Duration;

/** Waits for what comes by itself. */
public final class Waiting {
    private static final long PAUSE_MILLIS = 50;

    /** Something that is not so yet. */
    public interface Condition {
        boolean holds() throws Exception;
    }

    private Waiting() {}

    /** @throws StuckException if it does not come in time */
    public static void until(Duration patience, String what, Condition condition)
            throws InterruptedException, StuckException {
        if (!within(patience, condition)) {
            throw new StuckException("waited " + patience.toSeconds() + " s in vain: " + what);
        }
    }

    /** Whether it comes in time. */
    public static boolean within(Duration patience, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }

    private static boolean holds(Condition condition) throws InterruptedException {
        try {
            return condition.holds();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
