package io.plumbline.producers.library;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.cumulative.CumulativeDistributionSummary;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.util.function.DoubleConsumer;

/** A distribution summary of times that also gives each of its recordings away. */
final class PublishedSummary extends CumulativeDistributionSummary {
    private final DoubleConsumer recorder;

    PublishedSummary(
            Meter.Id id, Clock clock, DistributionStatisticConfig config, double scale, DoubleConsumer recorder) {
        super(id, clock, config, scale, false);
        this.recorder = recorder;
    }

    @Override
    protected void recordNonNegative(double amount) {
        super.recordNonNegative(amount);
        recorder.accept(amount);
    }
}
