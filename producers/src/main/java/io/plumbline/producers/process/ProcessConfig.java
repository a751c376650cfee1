package io.plumbline.producers.process;

import io.plumbline.producers.host.HostConfig;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * One or more processes of this host that are observed as one.
 *
 * @param name what they are called: their figures are those of the node NODE.NAME
 * @param pid its number; 0: not by number
 * @param pidFile file with its number, read again whenever it is gone; empty: not by file
 * @param command regular expression that is found in the command line of each; empty: not by command
 * @param interval between two looks
 */
public record ProcessConfig(String name, long pid, String pidFile, String command, Duration interval) {
    private static final String PREFIX = "process.";

    public ProcessConfig {
        String key = PREFIX + name;
        Settings.check(
                name.matches("[^/.\\s]{1,100}"),
                "a process's name must have no blanks, dots and slashes: '" + name + "'");
        Settings.check(pid >= 0, key + ".pid must be positive, was " + pid);
        long ways = Stream.of(pid > 0, !pidFile.isBlank(), !command.isBlank())
                .filter(given -> given)
                .count();
        Settings.check(ways == 1, key + " needs one of .pid, .pid.file and .command");
        HostConfig.checkInterval(key + ".interval", interval);
        compiled(key, command);
    }

    /** From {@code process.NAME.pid}, {@code .pid.file}, {@code .command} and {@code .interval}, for each NAME. */
    public static List<ProcessConfig> from(Settings settings) {
        return settings.namesUnder(PREFIX).stream()
                .map(name -> from(name, settings))
                .toList();
    }

    Optional<Path> pidPath() {
        return pidFile.isBlank() ? Optional.empty() : Optional.of(Path.of(pidFile));
    }

    Pattern pattern() {
        return compiled(name, command);
    }

    private static ProcessConfig from(String name, Settings settings) {
        String key = PREFIX + name;
        return new ProcessConfig(
                name,
                settings.number(key + ".pid", 0),
                settings.string(key + ".pid.file", ""),
                settings.string(key + ".command", ""),
                settings.duration(key + ".interval", HostConfig.DEFAULT.interval()));
    }

    private static Pattern compiled(String key, String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new ConfigException(key + ".command is no regular expression: " + e.getDescription());
        }
    }
}
