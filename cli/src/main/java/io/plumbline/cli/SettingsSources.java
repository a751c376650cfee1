package io.plumbline.cli;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Where settings come from: flags over environment over file. In the environment {@code PLUMBLINE_DB_URL} is
 * {@code db.url}, and {@code PLUMBLINE_DB_PASSWORD_FILE} names a file whose first line is {@code db.password}.
 */
final class SettingsSources {
    private static final String ENVIRONMENT = "PLUMBLINE_";
    private static final String FROM_FILE = "_FILE";
    /** For the launcher and the log, not settings. */
    private static final Set<String> LAUNCHERS =
            Set.of("PLUMBLINE_JAVA_OPTS", "PLUMBLINE_NO_BUILD", "PLUMBLINE_LOG", "PLUMBLINE_LIBRARY_LOG");

    private SettingsSources() {}

    static Settings merge(Path file, Map<String, String> environment, Map<String, String> flags) {
        Map<String, String> merged = new HashMap<>();
        if (file != null) {
            merged.putAll(read(file));
        }
        environment.forEach((name, value) -> fromEnvironment(merged, name, value));
        merged.putAll(flags);
        return Settings.of(merged);
    }

    private static void fromEnvironment(Map<String, String> merged, String name, String value) {
        if (!name.startsWith(ENVIRONMENT) || LAUNCHERS.contains(name) || value.isBlank()) {
            return;
        }
        String rest = name.substring(ENVIRONMENT.length());
        if (rest.endsWith(FROM_FILE)) {
            merged.put(key(rest.substring(0, rest.length() - FROM_FILE.length())), firstLine(name, Path.of(value)));
        } else {
            merged.put(key(rest), value);
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("cannot read the settings file " + file + ": " + e);
        }
        Map<String, String> result = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> result.put(key, properties.getProperty(key)));
        return result;
    }

    private static String firstLine(String name, Path file) {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new ConfigException(name + " names a file that cannot be read: " + e);
        }
    }
}
