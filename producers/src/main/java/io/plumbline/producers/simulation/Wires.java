package io.plumbline.producers.simulation;

import java.util.List;

/**
 * How long a message takes over a link. A lost transmission is repeated after the longest round trip of the link, the
 * least timeout that never repeats needlessly, until one arrives. So it takes one uniform latency and as many timeouts as
 * losses, whose number is geometric.
 */
final class Wires {
    private static final long LEAST_TIMEOUT_NANOS = 1_000_000;
    private static final int LATENCY_BITS = 24; // range * 2^24 fits a long up to a minute

    private final Draws draws;
    private final Placement placement;
    private final boolean oneKind;
    private final long[] least = new long[2];
    private final long[] range = new long[2];
    private final long[] lossIn32Bits = new long[2];
    private final long[] timeout = new long[2];
    private long losses;

    Wires(Placement placement, Draws draws) {
        this.placement = placement;
        this.draws = draws;
        List<Condition> conditions = placement.conditions();
        oneKind = conditions.get(0).equals(conditions.get(1));
        for (int kind = 0; kind < 2; kind++) {
            Condition condition = conditions.get(kind);
            least[kind] = condition.minLatencyNanos();
            range[kind] = condition.maxLatencyNanos() - least[kind];
            lossIn32Bits[kind] = Math.round(condition.loss() * 0x1p32);
            timeout[kind] = timeoutNanos(condition);
        }
    }

    static long timeoutNanos(Condition condition) {
        return Math.max(LEAST_TIMEOUT_NANOS, 2 * condition.maxLatencyNanos());
    }

    /**
     * From sending to arriving; {@link #losses} says how many transmissions were lost on the way.
     *
     * @param message what is sent: the same gives the same time
     */
    long delayNanos(int from, int to, long message) {
        int kind = oneKind || !placement.isNear(from, to) ? 0 : 1;
        long bits = draws.bits(message);
        long within = (bits >>> (Long.SIZE - LATENCY_BITS)) * (range[kind] + 1);
        long delay = least[kind] + (within >>> LATENCY_BITS);
        losses = 0;
        while ((bits & 0xFFFF_FFFFL) < lossIn32Bits[kind]) {
            losses++;
            delay += timeout[kind];
            bits = Draws.mix(bits + losses);
        }
        return delay;
    }

    long losses() {
        return losses;
    }
}
