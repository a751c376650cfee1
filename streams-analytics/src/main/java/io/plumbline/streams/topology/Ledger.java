package io.plumbline.streams.topology;

import io.plumbline.schemas.event.Delivery;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.streams.domain.delivery.BootAccount;
import io.plumbline.streams.domain.window.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The accounts of all boots of one source: what changed is published at most once a second, and always at last. */
final class Ledger {
    private static final long INTERVAL_MILLIS = 1_000;

    private final Table<BootAccount.Key, BootAccount> table;
    private final long memoryMillis;
    private final Map<BootAccount.Key, Long> nextEmissionByChanged = new HashMap<>();
    private final Map<BootAccount.Key, Long> lastEmission = new HashMap<>();

    Ledger(Table<BootAccount.Key, BootAccount> table, long memoryMillis) {
        this.table = table;
        this.memoryMillis = memoryMillis;
        // What changed before a restart may not have been published.
        table.forEach((key, account) -> nextEmissionByChanged.put(key, 0L));
    }

    /** The account that a batch belongs to, marked as changed. */
    BootAccount account(MeasurementBatch batch, long nowMillis) {
        BootAccount.Key key = new BootAccount.Key(batch.getNode(), batch.getBoot());
        BootAccount account = table.get(key);
        if (account == null) {
            account = new BootAccount();
            table.put(key, account);
        }
        account.seen(batch.getSystem(), batch.getRun(), Enums.fromWire(batch.getOrigin()), nowMillis);
        table.touch(key);
        nextEmissionByChanged.putIfAbsent(key, lastEmission.getOrDefault(key, 0L) + INTERVAL_MILLIS);
        return account;
    }

    /** Publishes what is due; with {@code all}, every change. */
    void emit(long nowMillis, boolean all, BiConsumer<String, Delivery> publish) {
        Iterator<Map.Entry<BootAccount.Key, Long>> changed =
                nextEmissionByChanged.entrySet().iterator();
        while (changed.hasNext()) {
            Map.Entry<BootAccount.Key, Long> entry = changed.next();
            if (all || entry.getValue() <= nowMillis) {
                BootAccount.Key key = entry.getKey();
                publish.accept(key.node() + "/" + key.boot(), Rows.delivery(key, table.get(key), nowMillis));
                lastEmission.put(key, nowMillis);
                changed.remove();
            }
        }
    }

    /** Drops the accounts of boots that were silent for long. */
    void forget(long nowMillis) {
        List<BootAccount.Key> old = new ArrayList<>();
        table.forEach((key, account) -> {
            if (nowMillis - account.lastSeenMillis() > memoryMillis && !nextEmissionByChanged.containsKey(key)) {
                old.add(key);
            }
        });
        old.forEach(key -> {
            table.remove(key);
            lastEmission.remove(key);
        });
    }
}
