package io.plumbline.producers.library;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.cumulative.CumulativeTimer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.plumbline.producers.library.PlumblineMeterRegistry.NanosRecorder;
import java.util.concurrent.TimeUnit;

/** A timer that also gives each of its recordings to an agent. */
final class PublishedTimer extends CumulativeTimer {
    private final NanosRecorder recorder;

    PublishedTimer(
            Meter.Id id,
            Clock clock,
            DistributionStatisticConfig config,
            PauseDetector pauses,
            TimeUnit baseUnit,
            NanosRecorder recorder) {
        super(id, clock, config, pauses, baseUnit, false);
        this.recorder = recorder;
    }

    @Override
    protected void recordNonNegative(long amount, TimeUnit unit) {
        super.recordNonNegative(amount, unit);
        recorder.record(unit.toNanos(amount));
    }
}
