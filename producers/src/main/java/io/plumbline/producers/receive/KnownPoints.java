package io.plumbline.producers.receive;

import java.time.Instant;

/** What a receiver knows of earlier points, in memory: each kind by what a point that is sent again can be told by. For one thread. */
final class KnownPoints {
    private final CumulativeSeries cumulative;
    private final TakenIntervals delta = new TakenIntervals();
    private long repeated;

    /** @param since when this began to look */
    KnownPoints(Instant since) {
        cumulative = new CumulativeSeries(since);
    }

    CumulativeSeries cumulative() {
        return cumulative;
    }

    TakenIntervals delta() {
        return delta;
    }

    /** A point came that was taken already. */
    void countRepeated() {
        repeated++;
    }

    /** Of the request that is under way. */
    long repeated() {
        return repeated;
    }

    /** What was taken since the last call is published. */
    void commit() {
        cumulative.commit();
        delta.commit();
        repeated = 0;
    }

    /** It is not. */
    void rollback() {
        cumulative.rollback();
        delta.rollback();
        repeated = 0;
    }
}
