package io.plumbline.cli;

import java.util.Set;

/** The first parts of all keys, because one settings file may serve every process. */
public final class SettingsGroups {
    public static final Set<String> ALL = Set.of(
            "agent",
            "alerts",
            "db",
            "grafana",
            "health",
            "host",
            "http",
            "kafka",
            "network",
            "probe",
            "process",
            "receive",
            "registry",
            "regression",
            "scaling",
            "score",
            "self",
            "sink",
            "streams",
            "targets",
            "topics",
            "trend",
            "windows");

    private SettingsGroups() {}
}
