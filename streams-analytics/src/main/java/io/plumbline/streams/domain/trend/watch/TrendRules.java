package io.plumbline.streams.domain.trend.watch;

import io.plumbline.streams.domain.trend.MemoryGrowth;
import io.plumbline.streams.domain.trend.TrendDetector;

/**
 * How trends are looked for.
 *
 * @param windowMicros length of the windows that are looked at
 * @param windows how many of them, back from the newest
 */
public record TrendRules(long windowMicros, int windows, TrendDetector detector, MemoryGrowth memory) {
    long reachMicros() {
        return windowMicros * windows;
    }
}
