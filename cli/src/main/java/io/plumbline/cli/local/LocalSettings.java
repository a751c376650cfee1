package io.plumbline.cli.local;

import io.plumbline.cli.monitor.HostName;
import io.plumbline.settings.Settings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The settings of local mode's parts: its own servers, quick closing of quiet inputs, and probes of those servers. */
final class LocalSettings {
    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("'local-'yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private LocalSettings() {}

    /** Names one session, so that several in one database stay apart. */
    static String run(Instant now) {
        return RUN.format(now);
    }

    /** For topology and sink; what the user set wins, but for the servers. */
    static Settings pipeline(LocalOptions options, Servers servers, String run) {
        Map<String, String> defaults = new HashMap<>();
        defaults.put("windows.idle.timeout", "2s");
        defaults.put(
                "streams.state.directory",
                servers.directory().resolve("streams").toString());
        // A broker that lives as long as this process shares no topics with the next one, though the database may.
        defaults.put("topics.prefix", options.jdbcUrl() == null ? "plumbline." : run + ".");
        return Settings.of(defaults).with(options.settings().under("")).with(connections(servers));
    }

    /** For each agent; all of them measure this host and the pipeline. */
    static List<Settings> agents(Settings pipeline, Servers servers, int nodes, String run) {
        List<Settings> agents = new ArrayList<>();
        for (int i = 1; i <= nodes; i++) {
            Map<String, String> defaults = new HashMap<>(probes(servers));
            defaults.put("agent.system", "plumbline");
            defaults.put("agent.node", nodes == 1 ? HostName.get() : HostName.get() + "-" + i);
            defaults.put("agent.close.timeout", "5s");
            defaults.put("agent.heartbeat.interval", "2s");
            agents.add(Settings.of(defaults).with(pipeline.under("")).with(Map.of("agent.run", run)));
        }
        return agents;
    }

    private static Map<String, String> connections(Servers servers) {
        return Map.of(
                "kafka.bootstrap.servers", servers.bootstrapServers(),
                "registry.schema.registry.url", servers.registryUrl(),
                "db.url", servers.writerUrl());
    }

    private static Map<String, String> probes(Servers servers) {
        return Map.of(
                "probe.broker-connect.target",
                "tcp://" + servers.bootstrapServers(),
                "probe.broker-connect.interval",
                "200ms",
                "probe.registry-http.target",
                servers.registryUrl() + "/subjects",
                "probe.registry-http.interval",
                "200ms",
                "probe.database-select.target",
                servers.readerUrl(),
                "probe.database-select.interval",
                "100ms");
    }
}
