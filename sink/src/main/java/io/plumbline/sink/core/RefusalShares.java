package io.plumbline.sink.core;

import io.plumbline.sink.database.Table;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many of each table's last records the database refused. Not thread-safe. */
final class RefusalShares {
    private final RefusalLimit limit;
    private final Map<Table, Window> stored = new HashMap<>();

    RefusalShares(RefusalLimit limit) {
        this.limit = limit;
    }

    /** Whether the table refused too many, counting what was stored and {@code next}, of a transaction in hand. */
    boolean exceeded(Table table, List<Item> next) {
        Window window = stored.getOrDefault(table, new Window()).copy();
        for (Item item : next) {
            boolean refused = item.refusedBy().contains(table);
            if (refused || item.tables().contains(table)) {
                window.add(refused);
            }
        }
        return limit.exceeded(window.refused(), window.size);
    }

    void stored(Batch batch) {
        for (Item item : batch.items()) {
            item.rows().forEach(row -> window(row.table()).add(false));
            item.refusedBy().forEach(table -> window(table).add(true));
        }
    }

    private Window window(Table table) {
        return stored.computeIfAbsent(table, t -> new Window());
    }

    /** The last records of one table, as a ring. */
    private static final class Window {
        private final BitSet refused = new BitSet(RefusalLimit.RECORDS);
        private int size;
        private int next;

        void add(boolean was) {
            refused.set(next, was);
            next = (next + 1) % RefusalLimit.RECORDS;
            size = Math.min(size + 1, RefusalLimit.RECORDS);
        }

        int refused() {
            return refused.cardinality();
        }

        Window copy() {
            Window copy = new Window();
            copy.refused.or(refused);
            copy.size = size;
            copy.next = next;
            return copy;
        }
    }
}
