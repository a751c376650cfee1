package io.plumbline.streams.topology;

import io.plumbline.schemas.event.Delivery;
import io.plumbline.streams.domain.delivery.BootAccount;
import io.plumbline.streams.domain.window.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The accounts of all boots of one source: what changed is published at most once a second, and always at last. */
final class Ledger {
    private static final long INTERVAL_MILLIS = 1_000;

    private final Table<BootAccount.Key, BootAccount> table;
    private final long memoryMillis;
    private final Map<BootAccount.Key, Entry> entries = new HashMap<>();
    private final List<Entry> unwritten = new ArrayList<>();
    private List<Entry> unpublished = new ArrayList<>();

    /** The account of one boot, and what is still to be done about it. */
    static final class Entry {
        private final BootAccount.Key key;
        private final BootAccount account;
        private boolean isWritten = true;
        private boolean isPublished = true;
        private long publishedMillis;

        private Entry(BootAccount.Key key, BootAccount account) {
            this.key = key;
            this.account = account;
        }

        BootAccount account() {
            return account;
        }
    }

    Ledger(Table<BootAccount.Key, BootAccount> table, long memoryMillis) {
        this.table = table;
        this.memoryMillis = memoryMillis;
        table.forEach((key, account) -> entries.put(key, new Entry(key, account)));
        // What changed before a restart may not have been published.
        entries.values().forEach(this::publishLater);
    }

    Entry entry(String node, String boot) {
        BootAccount.Key key = new BootAccount.Key(node, boot);
        Entry entry = entries.get(key);
        if (entry == null) {
            entry = new Entry(key, new BootAccount());
            table.put(key, entry.account);
            entries.put(key, entry);
        }
        return entry;
    }

    /** The account is about to change. */
    void change(Entry entry) {
        if (entry.isWritten) {
            entry.isWritten = false;
            unwritten.add(entry);
        }
        if (entry.isPublished) {
            publishLater(entry);
        }
    }

    /** Puts into the table what changed; to be called before each commit. */
    void write() {
        unwritten.forEach(entry -> {
            table.touch(entry.key);
            entry.isWritten = true;
        });
        unwritten.clear();
    }

    /** Publishes what is due; with {@code all}, every change. */
    void emit(long nowMillis, boolean all, BiConsumer<String, Delivery> publish) {
        List<Entry> later = new ArrayList<>();
        for (Entry entry : unpublished) {
            if (all || entry.publishedMillis + INTERVAL_MILLIS <= nowMillis) {
                BootAccount.Key key = entry.key;
                publish.accept(key.node() + "/" + key.boot(), Rows.delivery(key, entry.account, nowMillis));
                entry.publishedMillis = nowMillis;
                entry.isPublished = true;
            } else {
                later.add(entry);
            }
        }
        unpublished = later;
    }

    /** Drops the accounts of boots that were silent for long. Returns whether there were any. */
    boolean forget(long nowMillis) {
        List<BootAccount.Key> old = entries.values().stream()
                .filter(entry -> entry.isPublished && nowMillis - entry.account.lastSeenMillis() > memoryMillis)
                .map(entry -> entry.key)
                .toList();
        old.forEach(key -> {
            table.remove(key);
            entries.remove(key);
        });
        return !old.isEmpty();
    }

    private void publishLater(Entry entry) {
        entry.isPublished = false;
        unpublished.add(entry);
    }
}
