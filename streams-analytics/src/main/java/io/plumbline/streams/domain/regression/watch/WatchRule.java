package io.plumbline.streams.domain.regression.watch;

import io.plumbline.streams.domain.regression.comparison.MetricRule;

/**
 * How one metric of one series is watched.
 *
 * @param metric what of it is worse, and what does not matter
 * @param recoveryWindows so many windows it must be back until an episode is over
 */
public record WatchRule(MetricRule metric, int recoveryWindows) {
    double tolerance() {
        return metric.tolerance();
    }
}
