package io.plumbline.producers.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Who is linked to whom: an undirected graph in which everybody is reached from everybody. */
final class Links {
    private static final int CHILDREN = 8;

    private final int[][] neighbours;

    private Links(int[][] neighbours) {
        this.neighbours = neighbours;
    }

    static Links of(TopologyKind topology, int nodes, Draws draws) {
        Builder builder = new Builder(nodes);
        switch (topology) {
            case FULLY_CONNECTED -> builder.connectAll();
            case RING -> builder.connectRing();
            case STAR -> builder.connectTree(Math.max(1, nodes - 1));
            case HIERARCHICAL -> builder.connectTree(CHILDREN);
            case MESH -> builder.connectMesh(draws);
            case RANDOM -> builder.connectRandom(draws);
        }
        return builder.links();
    }

    /** In ascending order; not to be changed. */
    int[] neighbours(int node) {
        return neighbours[node];
    }

    int nodes() {
        return neighbours.length;
    }

    int degree(int node) {
        return neighbours[node].length;
    }

    private static final class Builder {
        private final int nodes;
        private final List<TreeSet<Integer>> linked = new ArrayList<>();

        Builder(int nodes) {
            this.nodes = nodes;
            for (int node = 0; node < nodes; node++) {
                linked.add(new TreeSet<>());
            }
        }

        Links links() {
            return new Links(linked.stream()
                    .map(others -> others.stream().mapToInt(Integer::intValue).toArray())
                    .toArray(int[][]::new));
        }

        private void connect(int one, int other) {
            if (one != other) {
                linked.get(one).add(other);
                linked.get(other).add(one);
            }
        }

        void connectAll() {
            for (int one = 0; one < nodes; one++) {
                for (int other = one + 1; other < nodes; other++) {
                    connect(one, other);
                }
            }
        }

        void connectRing() {
            for (int node = 0; node < nodes; node++) {
                connect(node, (node + 1) % nodes);
            }
        }

        void connectTree(int children) {
            for (int node = 1; node < nodes; node++) {
                connect(node, (node - 1) / children);
            }
        }

        /** Superposed random rings: each gives every node two links, so that degrees are about equal. */
        void connectMesh(Draws draws) {
            connectRing();
            int rings = (int) Math.round(Math.log(nodes) / Math.log(2) / 2);
            for (int ring = 1; ring < rings; ring++) {
                int[] order = draws.of("ring " + ring).permutation(nodes);
                for (int i = 0; i < nodes; i++) {
                    connect(order[i], order[(i + 1) % nodes]);
                }
            }
        }

        void connectRandom(Draws draws) {
            double probability = 2 * Math.log(nodes) / nodes;
            for (int one = 0; one < nodes; one++) {
                for (int other = one + 1; other < nodes; other++) {
                    if (draws.uniform((long) one * nodes + other) < probability) {
                        connect(one, other);
                    }
                }
            }
            joinParts();
        }

        /** Links each part that node 0 does not reach to node 0. */
        private void joinParts() {
            boolean[] reached = new boolean[nodes];
            for (int node = 0; node < nodes; node++) {
                if (!reached[node]) {
                    connect(node, 0);
                    reach(node, reached);
                }
            }
        }

        private void reach(int start, boolean[] reached) {
            List<Integer> open = new ArrayList<>(List.of(start));
            reached[start] = true;
            while (!open.isEmpty()) {
                for (int other : linked.get(open.remove(open.size() - 1))) {
                    if (!reached[other]) {
                        reached[other] = true;
                        open.add(other);
                    }
                }
            }
        }
    }
}
