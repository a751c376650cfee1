package io.plumbline.e2e.faults.run;

import io.plumbline.e2e.faults.ledger.LedgerWriter;
import io.plumbline.e2e.faults.process.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the processes under test are started: real commands, with settings under which a failure is noticed in seconds. */
record Commands(Path directory, Size size, String bootstrapServers, String registryUrl, int databasePort) {
    private static final int STREAMS_MEBIBYTES = 256;
    private static final int SINK_MEBIBYTES = 160;
    private static final int AUDIT_MEBIBYTES = 256;

    Child streams(String member, Path log) throws IOException {
        Map<String, String> settings = service();
        settings.put("streams.state.directory", directory.resolve(member).toString());
        settings.put("kafka.consumer.session.timeout.ms", "6000"); // as the sink's default
        settings.put("kafka.consumer.heartbeat.interval.ms", "1500");
        settings.put("kafka.producer.transaction.timeout.ms", "5000");
        settings.put("windows.correction.horizon", "1d"); // an outage makes rows later, not events
        // Windows and accounts are what is compared; the analyses after them would only keep two cores busy.
        for (String analysis : List.of("regression", "alerts", "scaling", "score", "trend", "health")) {
            settings.put(analysis + ".enabled", "false");
        }
        return Child.java(
                member, log, STREAMS_MEBIBYTES, "io.plumbline.cli.Main", arguments(List.of("streams"), settings));
    }

    Child sink(String member, Path log, SinkProgram sink) throws IOException {
        Map<String, String> settings = service();
        settings.put("db.url", databaseUrl());
        settings.put("sink.backoff.last", "2s");
        return Child.java(member, log, SINK_MEBIBYTES, sink.main(), arguments(sink.arguments(), settings));
    }

    Child audit(String database, String registry, Path log) throws IOException {
        Map<String, String> settings = common();
        settings.put("registry.schema.registry.url", registry);
        settings.put("db.url", database);
        return Child.java(
                "audit", log, AUDIT_MEBIBYTES, "io.plumbline.cli.Main", arguments(List.of("audit"), settings));
    }

    /** @param launch a number that no agent had before */
    List<String> agent(String member, long launch, Path ledger) {
        Map<String, String> settings = common();
        settings.put("agent.system", World.SYSTEM);
        settings.put("agent.node", member);
        settings.put("agent.close.timeout", "30s");
        settings.put("load.operations", Integer.toString(size.operations()));
        settings.put("load.rate", Integer.toString(size.rate()));
        settings.put("load.seed", Long.toString(launch));
        settings.put("kafka.interceptor.classes", LedgerWriter.class.getName());
        settings.put(
                "kafka." + LedgerWriter.FILE,
                ledger.resolve(member + "-" + launch).toString());
        List<String> arguments = new ArrayList<>();
        settings.forEach((key, value) -> arguments.add(key + "=" + value));
        return arguments;
    }

    /** Log-in with the writer's rights, without TLS, so that a commit is legible; a peer that says nothing is given up soon. */
    private String databaseUrl() {
        return "jdbc:postgresql://127.0.0.1:" + databasePort
                + "/postgres?user=plumbline_writer&sslmode=disable&gssEncMode=disable&connectTimeout=3&loginTimeout=3&socketTimeout=12";
    }

    private Map<String, String> service() {
        Map<String, String> settings = common();
        settings.put("http.port", "0");
        settings.put("self.monitor", "false");
        return settings;
    }

    private Map<String, String> common() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("kafka.bootstrap.servers", bootstrapServers);
        settings.put("registry.schema.registry.url", registryUrl);
        settings.put("topics.partitions", Integer.toString(size.partitions()));
        return settings;
    }

    private static List<String> arguments(List<String> command, Map<String, String> settings) {
        List<String> arguments = new ArrayList<>(command);
        settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        return arguments;
    }
}
