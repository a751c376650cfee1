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

    @Option(
            names = "--system",
            paramLabel = "NAME",
            description = "Under which system events are published (simulated, or local where they are real).")
    private String system;

    @Mixin
    private SettingsOptions settings;

    Path out() {
        return out;
    }

    boolean resume() {
        return resume;
    }

    String system(String usual) {
        return system == null ? usual : system;
    }

    Settings settings() {
        return settings.settings();
    }
}
