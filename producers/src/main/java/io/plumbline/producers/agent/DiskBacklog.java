package io.plumbline.producers.agent;

import io.plumbline.producers.spool.Kept;
import io.plumbline.producers.spool.Position;
import io.plumbline.producers.spool.Spool;
import io.plumbline.producers.spool.SpoolConfig;
import io.plumbline.producers.spool.SpoolConfig.Use;
import io.plumbline.producers.spool.SpoolConfig.WhenFull;
import io.plumbline.producers.spool.SpoolRecord;
import io.plumbline.producers.spool.SpoolStatistics;
import io.plumbline.schemas.event.MeasurementBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A backlog on disk. While anything in it is unread, all that is new goes behind it: what an agent numbered is sent in the
 * order of the numbers, what an earlier boot left before all of its own.
 */
final class DiskBacklog implements Backlog {
    private static final Logger LOG = LoggerFactory.getLogger(DiskBacklog.class);
    private static final int MOST_PENDING = 64;

    private final SpoolConfig config;
    private final String boot;
    private final Outbox outbox;
    private final Spool spool;
    private final IdentityHashMap<Envelope, Position> positions = new IdentityHashMap<>();
    private final List<Envelope> pending = new ArrayList<>(); // added, and not on the disk yet
    private final AtomicLong measurements = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Holes holes = new Holes();
    private final SpoolTrouble trouble;
    private boolean stalled;

    /** @throws io.plumbline.settings.ConfigException if the directory cannot be used */
    DiskBacklog(SpoolConfig config, String boot, Outbox outbox) {
        this.config = config;
        this.boot = boot;
        this.outbox = outbox;
        spool = Spool.open(config, this::declare);
        trouble = new SpoolTrouble(config, () -> spool.statistics().bytes());
        if (spool.hasUnread()) {
            LOG.info(
                    "spool=leftover bytes={} an earlier boot's records are sent first",
                    spool.statistics().bytes());
        }
    }

    @Override
    public boolean isOpen() {
        return config.use() == Use.ALWAYS || stalled || !isEmpty();
    }

    @Override
    public boolean hasRoom() {
        return trouble.isNone() && pending.size() < MOST_PENDING;
    }

    @Override
    public void add(Envelope envelope) {
        pending.add(envelope);
    }

    @Override
    public void keep() {
        if (pending.isEmpty() || trouble.isPaused() || trouble.isFullStill()) {
            return;
        }
        int sent = spool.hasUnread() ? 0 : Math.min(outbox.room(), pending.size());
        boolean kept = keep(pending, sent);
        if (kept || (trouble.isFailing() && !spool.hasUnread())) { // where the disk fails, memory still serves
            List<Envelope> handed = pending.subList(0, sent);
            handed.forEach(this::hand);
            (kept ? pending : handed).clear();
        }
    }

    @Override
    public void turn(boolean kafkaStalled) {
        if (kafkaStalled && !stalled) {
            LOG.warn("spool=filling Kafka acknowledges nothing: records are kept in {}", config.directory());
        }
        stalled = kafkaStalled;
        if (stalled) {
            keepUnderWay();
        }
        keep();
        replay();
        tidy();
    }

    @Override
    public void acknowledged(Envelope envelope) {
        Position position = positions.remove(envelope);
        if (position != null) {
            spool.acknowledge(position);
            measurements.addAndGet(-envelope.span().count());
        }
    }

    @Override
    public void gaveUp(Envelope envelope) {
        boolean known = positions.containsKey(envelope);
        acknowledged(envelope);
        // This boot's numbers are the ledger's to declare. A gap that was refused is not declared again, and again.
        if (known
                && envelope.value() instanceof MeasurementBatch batch
                && !isOwn(batch)
                && !batch.getMeasurements().isEmpty()) {
            attempt(() -> spool.keepDeclared(Gaps.inPlaceOf(List.of(envelope.record()))));
        }
    }

    @Override
    public boolean isEmpty() {
        return pending.isEmpty() && !spool.hasUnread();
    }

    @Override
    public long measurements() {
        return measurements.get();
    }

    @Override
    public long dropped() {
        return dropped.get();
    }

    @Override
    public SpoolStatistics statistics() {
        return spool.statistics();
    }

    @Override
    public void close() {
        attempt(spool::close);
    }

    /** What was sent and is not acknowledged, before anything newer. */
    private void keepUnderWay() {
        List<Envelope> unsafe = outbox.unsettled().stream()
                .filter(envelope -> !envelope.perishable() && !envelope.isStatus() && !positions.containsKey(envelope))
                .toList();
        if (!unsafe.isEmpty() && !spool.hasUnread() && !trouble.isPaused()) {
            keep(unsafe, unsafe.size());
            unsafe.forEach(holes::passed);
        }
    }

    /** True if all are on the disk, with those known that are {@code sent}. */
    private boolean keep(List<Envelope> envelopes, int sent) {
        List<SpoolRecord> records = envelopes.stream().map(Envelope::record).toList();
        Optional<List<Position>> kept = Optional.empty();
        try {
            kept = spool.append(records, sent);
            while (kept.isEmpty() && config.whenFull() == WhenFull.DROP_OLDEST && spool.dropOldest()) {
                kept = spool.append(records, sent);
            }
            trouble.answered(kept.isPresent());
        } catch (IOException e) {
            trouble.failed(e);
        }
        if (kept.isEmpty()) {
            return false;
        }
        for (int i = 0; i < envelopes.size(); i++) {
            measurements.addAndGet(envelopes.get(i).span().count());
            if (i < sent) {
                positions.put(envelopes.get(i), kept.get().get(i));
            }
        }
        return true;
    }

    private void replay() {
        while (outbox.hasRoom()) {
            Optional<Kept> next = spool.next();
            if (next.isEmpty()) {
                return;
            }
            SpoolRecord record = next.get().record();
            if (next.get().afterDamage()) {
                declareHole(record);
            }
            Envelope envelope = new Envelope(record, ownSpan(record), false);
            positions.put(envelope, next.get().position());
            hand(envelope);
        }
    }

    private void hand(Envelope envelope) {
        holes.passed(envelope);
        outbox.add(envelope);
    }

    /** What was between the batch before and this one cannot be read any more. */
    private void declareHole(SpoolRecord following) {
        holes.before(following).ifPresent(hole -> {
            MeasurementBatch batch = (MeasurementBatch) following.value();
            LOG.warn("spool=damaged boot={} lost={} declared as dropped", batch.getBoot(), hole.measurements());
            if (isOwn(batch)) {
                measurements.addAndGet(-hole.measurements());
                dropped.addAndGet(hole.measurements());
            }
            outbox.add(new Envelope(hole.declaration(), Span.NONE, false));
        });
    }

    /** For the spool: what takes the place of records that have to go. */
    private List<SpoolRecord> declare(List<SpoolRecord> given) {
        long own = given.stream()
                .map(SpoolRecord::value)
                .filter(value -> value instanceof MeasurementBatch batch && isOwn(batch))
                .mapToLong(value -> ((MeasurementBatch) value).getMeasurements().size())
                .sum();
        measurements.addAndGet(-own);
        dropped.addAndGet(own);
        return Gaps.inPlaceOf(given);
    }

    private Span ownSpan(SpoolRecord record) {
        return record.value() instanceof MeasurementBatch batch && isOwn(batch) ? Gaps.spanOf(batch) : Span.NONE;
    }

    private boolean isOwn(MeasurementBatch batch) {
        return batch.getBoot().equals(boot);
    }

    private void tidy() {
        if (!spool.hasFiles()) {
            return; // as nearly always: this is asked at each tick
        }
        attempt(() -> {
            spool.tidy();
            if (!isOpen()) {
                spool.clear();
            }
        });
    }

    private void attempt(DiskWork work) {
        try {
            work.run();
        } catch (IOException e) {
            trouble.failed(e);
        }
    }

    @FunctionalInterface
    private interface DiskWork {
        void run() throws IOException;
    }
}
