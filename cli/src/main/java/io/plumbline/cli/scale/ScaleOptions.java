package io.plumbline.cli.scale;

import io.plumbline.cli.SettingsOptions;
import io.plumbline.settings.Settings;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of whatever runs a suite. */
final class ScaleOptions {
    @Option(
            names = "--out",
            defaultValue = "scaling_test_results",
            paramLabel = "DIR",
            description = "Where the files go (${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--resume", description = "Go on with the suite that was interrupted, from its checkpoint in DIR.")
    private boolean resume;

    @Mixin
    private SettingsOptions settings;

    Path out() {
        return out;
    }

    boolean resume() {
        return resume;
    }

    Settings settings() {
        return settings.settings();
    }
}
