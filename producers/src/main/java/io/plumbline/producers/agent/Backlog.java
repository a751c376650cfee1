package io.plumbline.producers.agent;

import io.plumbline.producers.spool.SpoolStatistics;

/**
 * Where records wait that the {@link Outbox} cannot take yet, beyond the agent's memory. For the flusher's thread; only
 * the figures are for all.
 */
interface Backlog extends AutoCloseable {
    /** Of an agent without a spool: nothing waits here. */
    Backlog NONE = new Backlog() {};

    /** Whether new records must go through it: older ones wait here, or Kafka is away. */
    default boolean isOpen() {
        return false;
    }

    /** Whether it takes more records now. */
    default boolean hasRoom() {
        return false;
    }

    /** Takes one; it is safe after the next {@link #keep}. */
    default void add(Envelope envelope) {
        throw new IllegalStateException("there is no backlog");
    }

    /** Makes safe what was added, and hands to the outbox what that has room for. */
    default void keep() {}

    /**
     * Goes on with what waits.
     *
     * @param stalled whether Kafka acknowledges nothing: what is under way is made safe, too
     */
    default void turn(boolean stalled) {}

    /** This record ended: Kafka has it. */
    default void acknowledged(Envelope envelope) {}

    /** This record ended: Kafka will never take it. */
    default void gaveUp(Envelope envelope) {}

    /** Nothing waits here for the outbox. */
    default boolean isEmpty() {
        return true;
    }

    /** Measurements of this boot that are safe here, and not acknowledged. */
    default long measurements() {
        return 0;
    }

    /** Measurements of this boot that were given up here; each is declared. */
    default long dropped() {
        return 0;
    }

    default SpoolStatistics statistics() {
        return SpoolStatistics.NONE;
    }

    @Override
    default void close() {}
}
