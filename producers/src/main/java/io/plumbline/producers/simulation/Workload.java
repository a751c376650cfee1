package io.plumbline.producers.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What clients ask for: operations at times that do not depend on the cluster (a Poisson process), each known to all
 * nodes from its intended time on. A client has its answer when f + 1 correct nodes decided. It gives up after a while if
 * nobody has proposed its operation by then, else after twice that: or an overloaded cluster would only propose what its
 * clients are just giving up, and finish nothing.
 */
final class Workload {
    private static final byte WAITING = 0;
    private static final byte PROPOSED = 1;
    private static final byte OVER = 2;

    private final Draws draws;
    private final double gapNanos;
    private final long timeoutNanos;
    private final Outcomes outcomes;

    private long[] intended = new long[1024];
    private byte[] state = new byte[1024];
    private int base; // number of the operation at index 0
    private int arrived;
    private int untaken;
    private int oldest; // the first that may not be over
    private int unjudged; // the first that is too young to be given up for waiting
    private final PriorityQueue<Integer> returned = new PriorityQueue<>();

    private long nextIntended;
    private int waiting;
    private int unfinished;
    private long busySince;

    /** Takes how operations ended. */
    interface Outcomes {
        void ended(int operation, int proposer, long intendedNanos, long now, boolean committed);
    }

    Workload(double perSecond, long timeoutNanos, Draws draws, Outcomes outcomes) {
        this.draws = draws;
        gapNanos = 1e9 / perSecond;
        this.timeoutNanos = timeoutNanos;
        this.outcomes = outcomes;
        nextIntended = gapBefore(0);
    }

    /** When something happens here next: an operation comes, or a client gives up. */
    long nextAt() {
        return Math.min(nextIntended, Math.min(dueAt(unjudged, 1), dueAt(oldest, 2)));
    }

    /** Lets happen what is due. */
    void advance(long now) {
        for (; dueAt(unjudged, 1) <= now; unjudged++) {
            if (state[unjudged - base] == WAITING) {
                giveUp(unjudged, now);
            }
        }
        for (; oldest < unjudged && (isOver(oldest) || dueAt(oldest, 2) <= now); oldest++) {
            if (!isOver(oldest)) {
                giveUp(oldest, now);
            }
        }
        while (nextIntended <= now) {
            arrive();
        }
    }

    boolean hasWaiting() {
        return waiting > 0;
    }

    boolean hasUnfinished() {
        return unfinished > 0;
    }

    /** Since when there was always something to do, if there is. */
    long busySince() {
        return busySince;
    }

    /** Takes the oldest that wait, to propose them. */
    List<Integer> take(int most) {
        int count = Math.min(most, waiting);
        List<Integer> taken = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int operation = nextWaiting();
            state[operation - base] = PROPOSED;
            taken.add(operation);
        }
        waiting -= count;
        return taken;
    }

    /** These will not be decided by the proposal that they were taken for. */
    void giveBack(List<Integer> operations) {
        for (int operation : operations) {
            if (operation >= base && state[operation - base] == PROPOSED) {
                state[operation - base] = WAITING;
                returned.add(operation);
                waiting++;
            }
        }
    }

    void commit(List<Integer> operations, int proposer, long now) {
        for (int operation : operations) {
            if (operation >= base && !isOver(operation)) {
                waiting -= state[operation - base] == WAITING ? 1 : 0;
                end(operation, proposer, now, true);
            }
        }
    }

    private long dueAt(int operation, int timeouts) {
        return operation < arrived ? intended[operation - base] + timeouts * timeoutNanos : Long.MAX_VALUE;
    }

    private void giveUp(int operation, long now) {
        waiting -= state[operation - base] == WAITING ? 1 : 0;
        end(operation, -1, now, false);
    }

    private void end(int operation, int proposer, long now, boolean committed) {
        state[operation - base] = OVER;
        unfinished--;
        outcomes.ended(operation, proposer, intended[operation - base], now, committed);
    }

    private boolean isOver(int operation) {
        return state[operation - base] == OVER;
    }

    private int nextWaiting() {
        while (!returned.isEmpty()) {
            int operation = returned.remove();
            if (operation >= base && state[operation - base] == WAITING) {
                return operation;
            }
        }
        while (state[untaken - base] != WAITING) {
            untaken++;
        }
        return untaken++;
    }

    private void arrive() {
        if (arrived - base == intended.length) {
            makeRoom();
        }
        if (unfinished == 0) {
            busySince = nextIntended;
        }
        intended[arrived - base] = nextIntended;
        state[arrived - base] = WAITING;
        arrived++;
        waiting++;
        unfinished++;
        nextIntended += gapBefore(arrived);
    }

    /** Forgets what is over, and doubles the room if that is little. */
    private void makeRoom() {
        int gone = Math.min(oldest, untaken) - base;
        int kept = arrived - base - gone;
        int room = kept > intended.length / 2 ? 2 * intended.length : intended.length;
        intended = Arrays.copyOf(Arrays.copyOfRange(intended, gone, gone + kept), room);
        state = Arrays.copyOf(Arrays.copyOfRange(state, gone, gone + kept), room);
        base += gone;
    }

    /** Exponential; strict, so that every machine has the same bits. */
    private long gapBefore(int operation) {
        return Math.max(1, Math.round(-StrictMath.log(1 - draws.uniform(operation)) * gapNanos));
    }
}
