package io.plumbline.cli.load;

import io.plumbline.cli.DurationConverter;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a pattern lasts that does not end by itself. */
final class RunTime {
    @Option(
            names = "--duration",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "How long (${DEFAULT-VALUE}).")
    private Duration duration;

    Duration get() {
        return duration;
    }
}
