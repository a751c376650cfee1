package io.plumbline.sink.core;

import io.plumbline.sink.database.Database;
import io.plumbline.sink.database.Failure;
import io.plumbline.sink.database.FencedException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Polls, decodes, stores: the whole of what the sink decides, step by step, on one thread, with everything outside behind
 * ports. A simulation runs it through thousands of faults. Only a transaction, once it is decided, may run on another
 * thread, while the next records are read; its end is waited for before anything that depends on it.
 *
 * <p>Whenever it is in doubt what the database holds (a failure of any kind, an unanswered commit, a new assignment), it
 * drops what it has in hand, claims its partitions with a new epoch and resumes from the stored positions. So nothing is
 * buffered during an outage, and there is one way of recovery. Meanwhile the partitions are paused and polling goes on,
 * which keeps the membership of the group.
 */
public final class SinkCore implements AutoCloseable {
    private static final long PROGRESS_NANOS = Duration.ofSeconds(1).toNanos();

    private final Source source;
    private final LazyWriter writer;
    private final Journal journal;
    private final LongSupplier nanos;
    private final Ownership ownership = new Ownership();
    private final Gathering gathering;
    private final Reading reading;
    private final Storing storing;
    private final Claiming claiming;
    private final Backoff backoff;
    private final Source.Membership membership = new Members();
    private long retryAt;
    private long progressAt;
    private boolean joined;
    private boolean settled;

    /**
     * @param nanos a clock as {@link System#nanoTime}
     * @param chance gives numbers from 0 up to, but without, 1
     * @param beside runs transactions, one at a time
     */
    public SinkCore(
            CoreConfig config,
            Source source,
            Decoder decoder,
            Database database,
            Journal journal,
            LongSupplier nanos,
            DoubleSupplier chance,
            Executor beside) {
        this.source = source;
        writer = new LazyWriter(database);
        this.journal = journal;
        this.nanos = nanos;
        backoff = new Backoff(config.firstPause(), config.lastPause(), chance);
        gathering = new Gathering(config.limits());
        Backoff registry = new Backoff(config.firstPause(), config.lastPause(), chance);
        reading = new Reading(source, decoder, ownership, journal, nanos, gathering, registry);
        storing = new Storing(ownership, new RefusalShares(config.refusals()), journal, nanos, beside);
        claiming = new Claiming(source, ownership, journal, config.acceptGaps());
        retryAt = nanos.getAsLong();
        progressAt = retryAt;
    }

    /** Joins the group. */
    public void start() {
        joined = false;
        source.join(membership);
    }

    /**
     * A round: read, store, claim what is not claimed.
     *
     * @throws SinkStoppedException if records are gone and nobody accepted that
     */
    public void step() {
        try {
            reading.read();
        } catch (InvalidOffsetException e) {
            settle();
            doubt(e, false); // the claim finds out what is gone
        }
        storeGathered();
        claim();
        settled = ownership.unclaimed().isEmpty() && !reading.waits();
        showProgress();
    }

    /** Whether all assigned partitions are claimed and read. */
    public boolean ready() {
        return joined && settled;
    }

    /** The partitions that are read. */
    public Set<TopicPartition> claimed() {
        return ownership.claimed();
    }

    /** Whether everything before these offsets is stored. */
    public boolean reached(Map<TopicPartition, Long> targets) {
        settle();
        return ownership.reached(targets);
    }

    public Map<TopicPartition, Long> positions() {
        return ownership.positions();
    }

    /** Waits for the transaction in hand. */
    @Override
    public void close() {
        storing.await();
        writer.close();
    }

    private void storeGathered() {
        if (storing.hasEnded()) {
            settle();
        }
        while (gathering.due(nanos.getAsLong()) && settle()) {
            attempt(() -> storing.begin(writer.get(), gathering.take(nanos.getAsLong())));
        }
    }

    /** Sees the transaction under way to its end. False: it put all in doubt. */
    private boolean settle() {
        return attempt(() -> {
            if (storing.settle()) {
                backoff.reset();
            }
        });
    }

    private void claim() {
        Set<TopicPartition> unclaimed = ownership.unclaimed();
        if (!unclaimed.isEmpty() && nanos.getAsLong() - retryAt >= 0 && settle()) {
            attempt(() -> claiming.claim(writer.get(), unclaimed));
        }
    }

    /** Whether it was done; else the way of recovery is taken. */
    private boolean attempt(Work work) {
        try {
            work.run();
            return true;
        } catch (FencedException e) {
            rejoin(e);
        } catch (WaitException e) {
            doubt(e, true);
        } catch (SQLException e) {
            doubt(e, Failure.of(e) == Failure.WAIT);
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            doubt(e, false);
        }
        return false;
    }

    /** Nothing is known of the database until it answers again. */
    private void doubt(Exception why, boolean person) {
        journal.waits(why, person, pauseAll());
    }

    private void rejoin(FencedException e) {
        pauseAll();
        journal.fenced(e.getMessage());
        start();
    }

    private Duration pauseAll() {
        writer.close();
        ownership.doubt();
        reading.forget();
        source.pause(ownership.unclaimed());
        settled = false;
        Duration pause = backoff.next();
        retryAt = nanos.getAsLong() + pause.toNanos();
        return pause;
    }

    private void showProgress() {
        if (nanos.getAsLong() - progressAt >= 0) {
            storePassed();
            try {
                journal.progress(ownership.positions(), source.unread(ownership.claimed(), ownership.lastKnown()));
            } catch (RetriableException e) {
                progressAt = nanos.getAsLong(); // not known: asked again
                return;
            }
            progressAt = nanos.getAsLong() + PROGRESS_NANOS;
        }
    }

    /** Aborted records and markers at a partition's end: a position before them would seem overtaken by retention. */
    private void storePassed() {
        if (settle() && !ownership.passed().isEmpty()) {
            attempt(() -> storing.store(writer.get(), new Batch(List.of(), ownership.passed())));
        }
    }

    /** What the group tells. */
    private final class Members implements Source.Membership {
        @Override
        public void assigned(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> source.seek(partition, 0)); // the true one comes with the claim
            source.pause(partitions);
            ownership.assigned(partitions);
            joined = true;
        }

        @Override
        public void removed(Collection<TopicPartition> partitions) {
            storing.await(); // so that the next owner finds what it stored
            ownership.removed(partitions);
            reading.removed(partitions);
        }
    }

    private interface Work {
        void run() throws SQLException, WaitException;
    }
}
