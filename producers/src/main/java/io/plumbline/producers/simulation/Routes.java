package io.plumbline.producers.simulation;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The way of a message from each node to all others: a tree of shortest paths. A tree's nodes stand in the order of
 * their distance from its root, so that the children of each stand together; the place of a node in that order is all
 * that a message must carry.
 */
final class Routes {
    private static final int NODE_SHIFT = 16;
    private static final int MASK = (1 << NODE_SHIFT) - 1;

    private final int nodes;
    private final int[] cells; // for each root and place: node, and the place of its first child
    private final long[] copies; // that a node sends on if every node sends one message to all
    private int depth;

    /** Whether a link carries messages at the moment. */
    @FunctionalInterface
    interface LinkFilter {
        boolean carries(int from, int to);
    }

    /** @param up nodes that are none get no tree and are in none */
    Routes(Links links, IntPredicate up, LinkFilter filter) {
        nodes = links.nodes();
        cells = new int[nodes * (nodes + 1)];
        copies = new long[nodes];
        int[] distance = new int[nodes];
        for (int root = 0; root < nodes; root++) {
            grow(root, links, up, filter, distance);
        }
    }

    /** Where a message from {@code root} at {@code place} stands; the next index is that of the next place. */
    int index(int root, int place) {
        return root * (nodes + 1) + place;
    }

    int node(int index) {
        return cells[index] >>> NODE_SHIFT;
    }

    /** Place of the first child; the last child's is one below the next place's first child. */
    int firstChild(int index) {
        return cells[index] & MASK;
    }

    /** Links between the two nodes that are the farthest apart. */
    int depth() {
        return depth;
    }

    /** Copies that the busiest node sends if every node sends one message to all. */
    long mostCopies() {
        long most = 0;
        for (long each : copies) {
            most = Math.max(most, each);
        }
        return most;
    }

    private void grow(int root, Links links, IntPredicate up, LinkFilter filter, int[] distance) {
        Arrays.fill(distance, -1);
        int base = index(root, 0);
        distance[root] = 0;
        cells[base] = root << NODE_SHIFT;
        int known = 1;
        for (int place = 0; place < known; place++) {
            int node = node(base + place);
            cells[base + place] |= known;
            int before = known;
            int[] neighbours = links.neighbours(node);
            for (int i = 0; i < neighbours.length && known < nodes && up.test(root); i++) {
                int other = neighbours[(i + root) % neighbours.length]; // else low numbers would relay for all
                if (distance[other] < 0 && up.test(other) && filter.carries(node, other)) {
                    distance[other] = distance[node] + 1;
                    depth = Math.max(depth, distance[other]);
                    cells[base + known++] = other << NODE_SHIFT;
                }
            }
            copies[node] += known - before;
        }
        cells[base + known] = known;
    }
}
