package io.plumbline.streams.topology;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * How far the stream threads have come: whether they have read all of their input, how much they have sent, how much of
 * that is committed, and when the next commit is due. Every thread has a consumer, a transaction, and hence an account of
 * its own, and asks and answers for that one only.
 */
public final class ThreadProgress {
    private final Map<Thread, Account> accounts = new ConcurrentHashMap<>(); // threads are few, also those replaced

    /** The least time between two commits: it is part of how old a result is when it can be seen. */
    private static final long LEAST_NANOS = 100_000_000;

    /**
     * A commit may take a tenth of the time: one that took so long is not repeated before nine times as long. More often
     * (a third) made the rows of a full minute wait nearly twice as long: they were cut into more transactions.
     */
    private static final long REST = 9;

    /** Nobody waits for the next tenth of a second of what is this old: a backlog, or a replay. */
    private static final long OLD_MILLIS = 10_000;

    private static final class Account {
        boolean caughtUp = true; // there is no input before the first poll
        long sent;
        long committed;
        long commitEndNanos = System.nanoTime();
        long commitNanos;
        boolean isBehind;
    }

    /** Whether this thread's consumer is known to have come to the end of each of its partitions. */
    public void poll(boolean caughtUp) {
        account().caughtUp = caughtUp;
    }

    /** This thread sends one record more. */
    public void send() {
        account().sent++;
    }

    /** What this thread has sent so far. */
    public long sent() {
        return account().sent;
    }

    /** The first {@code count} records that this thread sent are committed now, by a commit that began then. */
    public void commit(long count, long startNanos) {
        Account account = account();
        account.committed = count;
        account.commitEndNanos = System.nanoTime();
        account.commitNanos = account.commitEndNanos - startNanos;
    }

    /** This thread works on what happened so long ago. */
    void lag(long millis) {
        account().isBehind = millis > OLD_MILLIS;
    }

    /**
     * Asks for a commit if it is time. A broker that commits slowly makes commits rarer instead of leaving no time for
     * anything else, and so does a backlog: {@code commit.interval.ms} is the most that can pass.
     */
    void commitInTime(ProcessorContext<?, ?> context) {
        Account account = account();
        if (account.isBehind) {
            return;
        }
        long restNanos = Math.max(LEAST_NANOS, REST * account.commitNanos);
        if (System.nanoTime() - account.commitEndNanos >= restNanos) {
            context.commit();
        }
    }

    /** What the last {@link #poll} said. */
    boolean isCaughtUp() {
        return account().caughtUp;
    }

    /** Whether the first {@code count} records that this thread sent are committed. */
    boolean isCommitted(long count) {
        return account().committed >= count;
    }

    private Account account() {
        return accounts.computeIfAbsent(Thread.currentThread(), thread -> new Account());
    }
}
