package io.plumbline.streams.topology;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much the stream threads have sent, and how much of it is committed. Every thread has an account of its own, because
 * it has a transaction of its own, and asks and answers for that one only.
 */
public final class Outbox {
    private final Map<Thread, Account> accounts = new ConcurrentHashMap<>(); // threads are few, also those replaced

    private static final class Account {
        long sent;
        long committed;
    }

    /** This thread sends one record more. */
    public void send() {
        account().sent++;
    }

    /** What this thread has sent so far. */
    public long sent() {
        return account().sent;
    }

    /** The first {@code count} records that this thread sent are committed. */
    public void commit(long count) {
        account().committed = count;
    }

    /** Whether the first {@code count} records that this thread sent are committed. */
    boolean isCommitted(long count) {
        return account().committed >= count;
    }

    private Account account() {
        return accounts.computeIfAbsent(Thread.currentThread(), thread -> new Account());
    }
}
