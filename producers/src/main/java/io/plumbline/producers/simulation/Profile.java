package io.plumbline.producers.simulation;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.util.List;
import java.util.Locale;

/**
 * What one node has. Work beyond its processors waits; messages beyond its memory are refused.
 *
 * @param name as users write it
 * @param processors jobs that it does at once
 * @param memoryMebibytes memory of the node's process
 */
public record Profile(String name, int processors, long memoryMebibytes) {
    public static final Profile MINIMAL = new Profile("minimal", 1, 512);
    public static final Profile LIGHT = new Profile("light", 2, 1024);
    public static final Profile STANDARD = new Profile("standard", 4, 2048);
    public static final Profile HEAVY = new Profile("heavy", 8, 4096);
    public static final Profile EXTREME = new Profile("extreme", 16, 8192);
    public static final List<Profile> ALL = List.of(MINIMAL, LIGHT, STANDARD, HEAVY, EXTREME);

    public Profile {
        Settings.check(!name.isBlank(), "a profile needs a name");
        Settings.check(processors >= 1 && processors <= 1024, "a node has 1 to 1024 processors, not " + processors);
        Settings.check(memoryMebibytes >= 1, "a node has at least 1 MiB of memory, not " + memoryMebibytes);
    }

    /** @throws ConfigException if there is no profile of this name */
    public static Profile named(String name) {
        return ALL.stream()
                .filter(profile -> profile.name.equals(name.trim().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ConfigException("no profile is named '" + name + "'; there are "
                        + ALL.stream().map(Profile::name).toList()));
    }

    long memoryBytes() {
        return memoryMebibytes << 20;
    }
}
