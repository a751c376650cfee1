package io.plumbline.streams.domain.reliability;

import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.GammaDistribution;

/**
 * A mean time to an event, with a 90 % confidence interval. Time in which the event had not come yet when watching ended
 * counts in full: the estimate is all time over all events.
 *
 * @param seconds empty when no event was seen
 * @param low what the mean is at least, also without an event
 * @param high empty when no event was seen
 */
public record MeanTime(OptionalDouble seconds, double low, OptionalDouble high) {
    private static final double TAIL = 0.05;

    /**
     * Events that come with a constant rate, watched for a given time (B. Epstein, M. Sobel, <i>JASA</i> 48, 1953): the sum of
     * r times to an event has a gamma distribution.
     */
    static MeanTime of(double totalSeconds, int events) {
        double low = totalSeconds / new GammaDistribution(events + 1.0, 1).inverseCumulativeProbability(1 - TAIL);
        if (events == 0) {
            return new MeanTime(OptionalDouble.empty(), low, OptionalDouble.empty());
        }
        double high = totalSeconds / new GammaDistribution(events, 1).inverseCumulativeProbability(TAIL);
        return new MeanTime(OptionalDouble.of(totalSeconds / events), low, OptionalDouble.of(high));
    }
}
