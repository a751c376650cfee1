package io.plumbline.streams.domain.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The open base windows of every node and operation of one source. The way of an event is short: the node is looked up
 * once per batch, then one hash lookup finds the operation and a step or two its window. Not thread-safe.
 */
public final class BaseWindows {
    private final Table<BaseWindow, Tally> table;
    private final long sizeMicros;
    private final Map<NodeKey, Node> nodes = new HashMap<>();
    private final TreeMap<Long, List<Open>> byStart = new TreeMap<>();
    private long batches;
    private int openCount;

    private record NodeKey(String system, String run, String node) {}

    /** The windows of one node by operation, each the newest made, linked to the ones before. */
    private static final class Node {
        final NodeKey key;
        final Map<String, Open> newestByOperation = new HashMap<>();

        Node(NodeKey key) {
            this.key = key;
        }
    }

    private static final class Open {
        final BaseWindow window;
        final Tally tally;
        final Node node;
        Open next;
        long touchedInBatch;

        Open(BaseWindow window, Tally tally, Node node) {
            this.window = window;
            this.tally = tally;
            this.node = node;
        }
    }

    /** @param table what these windows, and nobody else, are kept in */
    public BaseWindows(Table<BaseWindow, Tally> table, long sizeMicros) {
        this.table = table;
        this.sizeMicros = sizeMicros;
        table.forEach((window, tally) -> open(node(window.system(), window.run(), window.node()), window, tally));
    }

    /** Where the events of one batch go. Only the newest batch may be used. */
    public Batch begin(String system, String run, String node, Origin origin, String release) {
        batches++;
        return new Batch(node(system, run, node), origin, release);
    }

    /** One batch: all its events are of one node. */
    public final class Batch {
        private final Node node;
        private final Origin origin;
        private final String release;

        private Batch(Node node, Origin origin, String release) {
            this.node = node;
            this.origin = origin;
            this.release = release;
        }

        /** The tally of the operation's window that starts at {@code startMicros}, to be recorded into at once. */
        public Tally tally(String operation, long startMicros) {
            Open newest = node.newestByOperation.get(operation);
            Open open = newest;
            while (open != null && open.window.startMicros() != startMicros) {
                open = open.next;
            }
            if (open == null) {
                open = make(operation, startMicros);
            }
            if (open.touchedInBatch != batches) {
                open.touchedInBatch = batches;
                open.tally.from(origin, release);
                table.touch(open.window);
            }
            return open.tally;
        }

        private Open make(String operation, long startMicros) {
            NodeKey key = node.key;
            BaseWindow window = new BaseWindow(key.system, key.run, key.node, operation, startMicros);
            Tally tally = new Tally();
            table.put(window, tally);
            nodes.putIfAbsent(key, node); // it may have been forgotten when its last window closed
            return open(node, window, tally);
        }
    }

    /** Closes the windows that end at or before {@code endMicros}, the oldest first, and gives them away. */
    public void closeUpTo(long endMicros, BiConsumer<BaseWindow, Tally> closed) {
        while (!byStart.isEmpty() && byStart.firstKey() + sizeMicros <= endMicros) {
            for (Open open : byStart.pollFirstEntry().getValue()) {
                unlink(open);
                table.remove(open.window);
                closed.accept(open.window, open.tally);
            }
        }
    }

    public int openWindows() {
        return openCount;
    }

    /** The latest end of an open window; {@link Long#MIN_VALUE} if none is open. */
    public long latestEnd() {
        return byStart.isEmpty() ? Long.MIN_VALUE : byStart.lastKey() + sizeMicros;
    }

    private Node node(String system, String run, String node) {
        return nodes.computeIfAbsent(new NodeKey(system, run, node), Node::new);
    }

    private Open open(Node node, BaseWindow window, Tally tally) {
        Open open = new Open(window, tally, node);
        open.next = node.newestByOperation.put(window.operation(), open);
        byStart.computeIfAbsent(window.startMicros(), start -> new ArrayList<>())
                .add(open);
        openCount++;
        return open;
    }

    private void unlink(Open gone) {
        Map<String, Open> operations = gone.node.newestByOperation;
        Open newest = operations.get(gone.window.operation());
        if (newest == gone && gone.next == null) {
            operations.remove(gone.window.operation());
        } else if (newest == gone) {
            operations.put(gone.window.operation(), gone.next);
        } else {
            Open before = newest;
            while (before.next != gone) {
                before = before.next;
            }
            before.next = gone.next;
        }
        if (operations.isEmpty()) {
            nodes.remove(gone.node.key);
        }
        openCount--;
    }
}
