package io.plumbline.producers.simulation;

import java.util.Arrays;
import java.util.List;

/** Who the nodes are at the moment: what each does wrong, whether it is up, and who can reach whom. */
final class Members {
    static final long NEVER = Long.MAX_VALUE;

    private final Behaviour[] behaviours; // null: correct
    private final boolean[] down;
    private final int[] group; // links between different groups carry nothing
    private final long[] nextCrash;

    Members(int nodes, Faults faults, Draws draws) {
        behaviours = new Behaviour[nodes];
        down = new boolean[nodes];
        group = new int[nodes];
        nextCrash = new long[nodes];
        Arrays.fill(nextCrash, NEVER);
        int[] order = draws.of("byzantine").permutation(nodes);
        List<Behaviour> dealt = faults.behaviours();
        for (int i = 0; i < faults.byzantineNodes(nodes); i++) {
            behaviours[order[i]] = dealt.get(i % dealt.size());
        }
    }

    int size() {
        return down.length;
    }

    boolean isCorrect(int node) {
        return behaviours[node] == null;
    }

    boolean is(int node, Behaviour behaviour) {
        return behaviours[node] == behaviour;
    }

    boolean isUp(int node) {
        return !down[node];
    }

    boolean reaches(int from, int to) {
        return !down[to] && group[from] == group[to];
    }

    boolean sameGroup(int from, int to) {
        return group[from] == group[to];
    }

    /** When the node will crash next: what it has not finished by then is lost. */
    long nextCrash(int node) {
        return nextCrash[node];
    }

    void setNextCrash(int node, long at) {
        nextCrash[node] = at;
    }

    void setDown(int node, boolean isDown) {
        down[node] = isDown;
    }

    /** Puts a node on the other side of the partition with this number, or back. */
    void cross(int node, int partition) {
        group[node] ^= 1 << partition;
    }
}
