package io.plumbline.streams.domain.window;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * How far all sources have come together: the least of the watermarks of those that are not idle. A source that has
 * never reported holds everything back, until {@link #waitNoLonger}. Not thread-safe.
 */
public final class Watermarks {
    /** The watermark of a source that has no input and holds nothing back. */
    public static final long IDLE = Long.MAX_VALUE;

    /** The agents that publish summaries themselves, all together as one source. */
    public static final int AGENTS = -1;

    private final Map<Integer, Long> bySource = new HashMap<>();
    private int sources = 1;
    private boolean waiting = true;

    /**
     * A source says how far it has come.
     *
     * @param source its number, or {@link #AGENTS}
     * @param sourcesNow how many sources there are beside the agents, as this source knows it
     * @param watermarkMicros every window that ends at or before it is complete, or {@link #IDLE}
     * @return whether that was news
     */
    public boolean report(int source, int sourcesNow, long watermarkMicros) {
        sources = Math.max(sources, sourcesNow);
        Long before = bySource.put(source, watermarkMicros);
        return before == null || before != watermarkMicros;
    }

    /** From now on, sources that never reported hold nothing back. */
    public void waitNoLonger() {
        waiting = false;
    }

    /** Whether a source that never reported still holds everything back. */
    public boolean isWaiting() {
        return waiting && reported() < sources;
    }

    /**
     * What every window may close up to; {@link SourceClock#NOTHING} while a source is awaited; {@link #IDLE} when there
     * is no source or all are idle.
     */
    public long combined() {
        if (isWaiting()) {
            return SourceClock.NOTHING;
        }
        long least = IDLE;
        for (long watermark : bySource.values()) {
            least = Math.min(least, watermark);
        }
        return least;
    }

    public boolean allIdle() {
        return combined() == IDLE;
    }

    public long of(int source) {
        return bySource.getOrDefault(source, IDLE);
    }

    public void forEach(BiConsumer<Integer, Long> visitor) {
        bySource.forEach(visitor);
    }

    private int reported() {
        return bySource.size() - (bySource.containsKey(AGENTS) ? 1 : 0);
    }
}
