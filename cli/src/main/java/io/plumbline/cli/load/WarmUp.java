package io.plumbline.cli.load;

import io.plumbline.cli.DurationConverter;
import io.plumbline.producers.load.Arrivals;
import io.plumbline.producers.load.LoadListener;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Load before anything is measured: a generator that just started is slow itself, and so are caches and pools of a target. */
final class WarmUp {
    @Option(
            names = "--warmup",
            defaultValue = "2s",
            converter = DurationConverter.class,
            description =
                    "Load at the run's mean rate that comes first and is not measured; 0s: none (${DEFAULT-VALUE}).")
    private Duration duration;

    void perform(TargetOptions target, double perSecond, LoadSession session) throws InterruptedException {
        if (!duration.isZero()) {
            session.stage("warm-up");
            target.openLoop(LoadListener.NONE).run(new Arrivals.Constant(perSecond, duration), session.stop());
        }
    }
}
