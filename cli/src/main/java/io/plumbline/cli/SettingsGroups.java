package io.plumbline.cli;

import java.util.Set;

/** The first parts of all keys, because one settings file may serve every process. */
public final class SettingsGroups {
    public static final Set<String> ALL = Set.of(
            "agent",
            "db",
            "grafana",
            "health",
            "host",
            "http",
            "kafka",
            "probe",
            "registry",
            "scaling",
            "score",
            "self",
            "sink",
            "streams",
            "topics",
            "trend",
            "windows");

    private SettingsGroups() {}
}
