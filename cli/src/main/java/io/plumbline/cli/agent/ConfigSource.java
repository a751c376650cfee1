package io.plumbline.cli.agent;

import io.plumbline.cli.SettingsGroups;
import io.plumbline.cli.SettingsSources;
import io.plumbline.settings.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The settings that a process would be started with, and which process that is. */
final class ConfigSource {
    @Parameters(paramLabel = "FILE", description = "YAML (.yaml, .yml) or properties.")
    private Path file;

    @Option(
            names = "--for",
            paramLabel = "PROCESS",
            defaultValue = "agent",
            description = "agent, streams or sink (${DEFAULT-VALUE}).")
    private ProcessKind process;

    @Option(
            names = {"-s", "--set"},
            paramLabel = "KEY=VALUE",
            description = "As the process would be given; the environment counts, too.")
    private Map<String, String> flags = new LinkedHashMap<>();

    /** @throws io.plumbline.settings.ConfigException if the process would not start with them */
    Settings checked() {
        Settings settings = SettingsSources.merge(file, System.getenv(), flags);
        process.check(settings);
        settings.rejectUnknown(SettingsGroups.ALL);
        return settings;
    }

    String file() {
        return file.toString();
    }

    ProcessKind process() {
        return process;
    }
}
