package io.plumbline.cli;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where settings come from: flags over environment over file, which is YAML or properties by its name. In the environment {@code PLUMBLINE_DB_URL} is
 * {@code db.url}, and {@code PLUMBLINE_DB_PASSWORD_FILE} names a file whose first line is {@code db.password}.
 */
public final class SettingsSources {
    private static final String ENVIRONMENT = "PLUMBLINE_";
    private static final String FROM_FILE = "_FILE";
    /** For the launcher and the log, not settings. */
    private static final Set<String> LAUNCHERS = Set.of(
            "PLUMBLINE_JAVA_OPTS",
            "PLUMBLINE_LAUNCHER",
            "PLUMBLINE_LIBRARY_LOG",
            "PLUMBLINE_LOG",
            "PLUMBLINE_NO_BUILD");

    private SettingsSources() {}

    /** @throws ConfigException if the file, or one that the environment names, cannot be read */
    public static Settings merge(Path file, Map<String, String> environment, Map<String, String> flags) {
        Map<String, String> values = new HashMap<>();
        Map<String, String> sources = new HashMap<>();
        if (file != null) {
            readFile(file).forEach(setting -> {
                values.put(setting.key(), setting.value());
                sources.put(setting.key(), setting.source());
            });
        }
        environment.forEach((name, value) -> fromEnvironment(name, value).ifPresent(setting -> {
            values.put(setting.key(), setting.value());
            sources.put(setting.key(), setting.source());
        }));
        values.putAll(flags);
        flags.keySet().forEach(key -> sources.put(key, "--set"));
        return Settings.of(values, sources);
    }

    private static Optional<Setting> fromEnvironment(String name, String value) {
        if (!name.startsWith(ENVIRONMENT) || LAUNCHERS.contains(name) || value.isBlank()) {
            return Optional.empty();
        }
        String rest = name.substring(ENVIRONMENT.length());
        if (rest.endsWith(FROM_FILE)) {
            String key = key(rest.substring(0, rest.length() - FROM_FILE.length()));
            return Optional.of(new Setting(key, firstLine(name, Path.of(value)), name));
        }
        return Optional.of(new Setting(key(rest), value, name));
    }

    private static List<Setting> readFile(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") ? YamlSettings.read(file) : readProperties(file);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /**
     * What stands in a file of properties that is for somebody else.
     *
     * @throws ConfigException if it cannot be read
     */
    public static Map<String, String> properties(Path file) {
        return readProperties(file).stream().collect(Collectors.toMap(Setting::key, Setting::value));
    }

    private static List<Setting> readProperties(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("cannot read the settings file " + file + ": " + e);
        }
        String source = file.getFileName().toString();
        return properties.stringPropertyNames().stream()
                .map(key -> new Setting(key, properties.getProperty(key), source))
                .toList();
    }

    private static String firstLine(String name, Path file) {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new ConfigException(name + " names a file that cannot be read: " + e);
        }
    }
}
