package io.plumbline.streams.topology;

import io.plumbline.streams.domain.delivery.BootAccount;
import io.plumbline.streams.domain.window.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells samples that came again from those that came for the first time, by their agent's sequence numbers: as long as
 * the agent's boot is remembered, and as far as its gaps are.
 */
final class Duplicates {
    private static final long FORGET_MILLIS = 60_000;

    private final Table<BootAccount.Key, BootAccount> table;
    private final long memoryMillis;
    private long lastForgetMillis;

    /** @param memoryMillis how long a silent boot is remembered */
    Duplicates(Table<BootAccount.Key, BootAccount> table, long memoryMillis) {
        this.table = table;
        this.memoryMillis = memoryMillis;
    }

    /**
     * Whether the sample came for the first time.
     *
     * @throws IllegalArgumentException if its sequence number cannot be one
     */
    boolean isNew(SampleKind.Header sample, long nowMillis) {
        BootAccount.Key key = new BootAccount.Key(sample.node(), sample.boot());
        BootAccount account = table.get(key);
        if (account == null) {
            account = new BootAccount();
            table.put(key, account);
        }
        account.seen(sample.system(), sample.run(), sample.origin(), nowMillis);
        table.touch(key);
        return account.sequence().receive(sample.sequence(), 1, 0).count() == 1;
    }

    /** To be said at every tick: drops what was silent for longer than the memory. */
    void tick(long nowMillis) {
        if (nowMillis - lastForgetMillis < FORGET_MILLIS) {
            return;
        }
        lastForgetMillis = nowMillis;
        List<BootAccount.Key> old = new ArrayList<>();
        table.forEach((key, account) -> {
            if (nowMillis - account.lastSeenMillis() > memoryMillis) {
                old.add(key);
            }
        });
        old.forEach(table::remove);
    }
}
