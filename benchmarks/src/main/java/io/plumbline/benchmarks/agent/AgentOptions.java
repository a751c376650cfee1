package io.plumbline.benchmarks.agent;

import io.plumbline.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is run.
 *
 * @param launcher starts an agent
 * @param intervals of the host sampler, a run for each
 * @param rate measurements that a program hands over in a second; 0: none
 * @param warmUp before the time that counts
 * @param duration the time that counts
 */
public record AgentOptions(Path launcher, List<Duration> intervals, int rate, Duration warmUp, Duration duration) {
    public AgentOptions {
        Settings.check(Files.isExecutable(launcher), "--launcher: there is no command " + launcher);
        Settings.check(rate >= 0 && rate <= 100_000, "--rate must be 0 to 100000, was " + rate);
        Settings.check(duration.toSeconds() >= 5, "--duration must be at least 5s, was " + duration);
        intervals = List.copyOf(intervals);
    }
}
