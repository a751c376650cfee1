package io.plumbline.cli;

import io.plumbline.settings.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options by which every command takes settings. */
public final class SettingsOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "File with settings: YAML (.yaml, .yml) or properties.")
    private Path file;

    @Option(
            names = {"-s", "--set"},
            paramLabel = "KEY=VALUE",
            description = "One setting, e.g. kafka.bootstrap.servers=127.0.0.1:9092; repeatable; wins over file and"
                    + " environment.")
    private Map<String, String> flags = new LinkedHashMap<>();

    public Settings settings() {
        return SettingsSources.merge(file, System.getenv(), flags);
    }
}
