package io.plumbline.streams.topology;

import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.BatchReader;
import io.plumbline.streams.domain.delivery.BootAccount;
import io.plumbline.streams.domain.window.ByRange;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.Slice;
import io.plumbline.streams.domain.window.SourceClock;
import io.plumbline.streams.domain.window.SourceWindows;
import io.plumbline.streams.domain.window.Table;
import io.plumbline.streams.domain.window.Tally;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What {@link MeasurementProcessor} does for each bundle, without Kafka Streams around it: closed windows are counted. */
final class Stage1 implements SourceWindows.Closed {
    private static final WindowConfig CONFIG = WindowConfig.DEFAULT;

    private final Bundle bundle = new Bundle();
    private final SourceClock clock = new SourceClock(CONFIG.baseMicros(), CONFIG.graceMicros(), SourceClock.NOTHING);
    private final SourceWindows windows =
            new SourceWindows(CONFIG.baseMicros(), CONFIG.nodeBaseMicros(), CONFIG.seriesLimit());
    private final Ledger ledger = new Ledger(new Accounts(), Long.MAX_VALUE);
    private final ByRange<Sender> senders = new ByRange<>();
    private final Intake intake = new Intake(CONFIG, windows, clock);
    private final BatchReader batch;
    private long announcedMicros = SourceClock.NOTHING;
    private long closedWindows;
    private long closedEvents;
    private long setAside;

    Stage1(RegistryClient registry) {
        batch = new BatchReader(registry);
    }

    void process(byte[] bytes, long nowMillis) {
        intake.begin(nowMillis);
        bundle.open(bytes, Optional.empty());
        while (bundle.next()) {
            bundle.checkValue();
            batch.read(bundle.bytes(), bundle.valueStart(), bundle.valueLength());
            take(nowMillis);
            if (clock.closedUpTo() > announcedMicros) {
                announcedMicros = clock.closedUpTo();
                windows.closeUpTo(announcedMicros, this);
            }
        }
    }

    private void take(long nowMillis) {
        Sender sender = senders.get(batch.bytes(), batch.senderStart(), batch.senderLength());
        if (sender == null) {
            sender = new Sender(batch, ledger);
            senders.put(batch.bytes(), batch.senderStart(), batch.senderLength(), sender);
        }
        sender.seen(nowMillis);
        ledger.change(sender.entry());
        intake.take(batch, sender);
        setAside += intake.late().size() + intake.refused().size();
    }

    @Override
    public void window(Series series, long startMicros, Tally tally) {
        closedWindows++;
        if (series.node().isEmpty()) { // else a span, whose events were counted already
            closedEvents += tally.count();
        }
    }

    @Override
    public void slice(Slice slice) {}

    long closedWindows() {
        return closedWindows;
    }

    long closedEvents() {
        return closedEvents;
    }

    /** Measurements that were late or refused. */
    long setAside() {
        return setAside;
    }

    private static final class Accounts implements Table<BootAccount.Key, BootAccount> {
        private final Map<BootAccount.Key, BootAccount> accounts = new HashMap<>();

        @Override
        public BootAccount get(BootAccount.Key key) {
            return accounts.get(key);
        }

        @Override
        public void put(BootAccount.Key key, BootAccount value) {
            accounts.put(key, value);
        }

        @Override
        public void touch(BootAccount.Key key) {}

        @Override
        public void remove(BootAccount.Key key) {
            accounts.remove(key);
        }

        @Override
        public void forEach(BiConsumer<BootAccount.Key, BootAccount> visitor) {
            accounts.forEach(visitor);
        }
    }
}
