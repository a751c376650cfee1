package io.plumbline.streams.domain.alert;

/**
 * How many nodes a system has: the most that measured in one window of the present or the last span of time, so that an
 * operation of few nodes does not make it small, nor nodes that left long ago make it large.
 *
 * @param span number of the present span
 * @param now most nodes in the present span
 * @param before most nodes in the span before
 */
public record Population(long span, int now, int before) {
    static final Population UNKNOWN = new Population(0, 0, 0);
    private static final long SPAN_MICROS = 600_000_000;

    Population see(int nodes, long atMicros) {
        long at = Math.floorDiv(atMicros, SPAN_MICROS);
        if (at <= span) {
            return new Population(span, Math.max(now, nodes), before);
        }
        return new Population(at, nodes, at == span + 1 ? now : 0);
    }

    /** 0: not known. */
    int nodes() {
        return Math.max(now, before);
    }
}
