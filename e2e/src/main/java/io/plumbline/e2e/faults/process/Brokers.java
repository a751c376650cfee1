package io.plumbline.e2e.faults.process;

import io.plumbline.local.KafkaStorage;
import io.plumbline.local.Ports;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/** Three brokers that are controllers as well: files and settings; every record is on two of them before it is acknowledged. */
public final class Brokers {
    public static final int COUNT = 3;
    private static final int HEAP_MEBIBYTES = 256;

    private final List<Integer> ports = new ArrayList<>();
    private final List<Integer> controllerPorts = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();

    /** Prepares the directories; nothing runs yet. */
    public Brokers(Path directory) throws IOException {
        String cluster = Uuid.randomUuid().toString();
        for (int node = 0; node < COUNT; node++) {
            ports.add(Ports.reserve());
            controllerPorts.add(Ports.reserve());
        }
        for (int node = 0; node < COUNT; node++) {
            Path data = directory.resolve("broker-" + (node + 1));
            KafkaStorage.format(data, node + 1, cluster);
            Path file = directory.resolve("broker-" + (node + 1) + ".properties");
            try (Writer writer = Files.newBufferedWriter(file)) {
                configuration(node, data).store(writer, null);
            }
            files.add(file);
        }
    }

    public String bootstrapServers() {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** Starts one, from 1 on. */
    public Child start(int node, Path log) throws IOException {
        return Child.java(
                "broker-" + node,
                log,
                HEAP_MEBIBYTES,
                "kafka.Kafka",
                List.of(files.get(node - 1).toString()));
    }

    private Properties configuration(int index, Path data) {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", Integer.toString(index + 1));
        p.setProperty("controller.quorum.voters", voters());
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + ports.get(index) + ",CONTROLLER://127.0.0.1:" + controllerPorts.get(index));
        p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty("log.dirs", data.toString());
        p.setProperty("auto.create.topics.enable", "false");
        p.setProperty("default.replication.factor", Integer.toString(COUNT));
        p.setProperty("min.insync.replicas", "2");
        p.setProperty("offsets.topic.num.partitions", "3");
        p.setProperty("offsets.topic.replication.factor", Integer.toString(COUNT));
        p.setProperty("transaction.state.log.num.partitions", "3");
        p.setProperty("transaction.state.log.replication.factor", Integer.toString(COUNT));
        p.setProperty("transaction.state.log.min.isr", "2");
        p.setProperty("share.coordinator.state.topic.num.partitions", "1");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("broker.heartbeat.interval.ms", "500");
        p.setProperty("broker.session.timeout.ms", "3000");
        p.setProperty("controlled.shutdown.enable", "false"); // they are killed, or all end together
        p.setProperty("log.cleaner.dedupe.buffer.size", "2097152"); // the default takes 128 MiB
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "4");
        return p;
    }

    private String voters() {
        return IntStream.range(0, COUNT)
                .mapToObj(node -> (node + 1) + "@127.0.0.1:" + controllerPorts.get(node))
                .collect(Collectors.joining(","));
    }
}
