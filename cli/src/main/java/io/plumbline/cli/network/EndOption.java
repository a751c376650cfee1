package io.plumbline.cli.network;

import io.plumbline.cli.DurationConverter;
import java.time.Duration;
import picocli.CommandLine.Option;

/** When a command ends that runs until Ctrl-C. */
final class EndOption {
    private static final Duration FOR_GOOD = Duration.ofDays(36_500);

    @Option(
            names = "--duration",
            converter = DurationConverter.class,
            description = "End after this time; default: on Ctrl-C only.")
    private Duration duration = FOR_GOOD;

    Duration after() {
        return duration;
    }
}
