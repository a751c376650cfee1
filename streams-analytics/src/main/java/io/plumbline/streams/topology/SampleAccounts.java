package io.plumbline.streams.topology;

import io.plumbline.streams.domain.delivery.BootAccount;
import io.plumbline.streams.domain.window.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The accounts of all boots that send samples of one kind to one source. As long as a boot is remembered, and as far as
 * its gaps are, its sequence numbers tell which samples came again; its watermark tells which are late.
 */
final class SampleAccounts {
    private static final long FORGET_MILLIS = 60_000;

    private final Table<BootAccount.Key, BootAccount> table;
    private final long memoryMillis;
    private long lastForgetMillis;

    /** @param memoryMillis how long a silent boot is remembered */
    SampleAccounts(Table<BootAccount.Key, BootAccount> table, long memoryMillis) {
        this.table = table;
        this.memoryMillis = memoryMillis;
    }

    /** The account of the boot that the sample is from, to be changed at once. */
    BootAccount of(SampleKind.Header sample, long nowMillis) {
        BootAccount.Key key = new BootAccount.Key(sample.node(), sample.boot());
        BootAccount account = table.get(key);
        if (account == null) {
            account = new BootAccount();
            table.put(key, account);
        }
        account.seen(sample.system(), sample.run(), sample.origin(), nowMillis);
        table.touch(key);
        return account;
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
