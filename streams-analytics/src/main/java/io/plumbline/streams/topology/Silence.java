package io.plumbline.streams.topology;

/**
 * Since when an input is silent, by the wall clock. While this thread stood still (a long collection of garbage, a
 * registry or a broker that was away, a suspended machine) nobody listened: what came meanwhile is still to be read, and
 * the silence begins anew.
 */
final class Silence {
    private final long pauseMillis;
    private long sinceMillis;
    private long tickMillis;

    /** @param pauseMillis so long between two ticks is no delay but a pause */
    Silence(long nowMillis, long pauseMillis) {
        this.pauseMillis = pauseMillis;
        this.sinceMillis = nowMillis;
        this.tickMillis = nowMillis;
    }

    /** There was input. */
    void end(long nowMillis) {
        sinceMillis = nowMillis;
    }

    /** To be said at every tick, before anybody asks. */
    void tick(long nowMillis) {
        if (nowMillis - tickMillis >= pauseMillis) {
            sinceMillis = nowMillis;
        }
        tickMillis = nowMillis;
    }

    long sinceMillis() {
        return sinceMillis;
    }
}
