package io.plumbline.local;

import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker (KRaft, one combined node) inside this JVM, on the loopback interface only.
 *
 * <p>Kafka has no public API for this: its internal classes are used here and nowhere else.
 */
public final class LocalBroker implements AutoCloseable {
    private static final int NODE_ID = 1;

    private final Path directory;
    private final int port;
    private final int controllerPort;
    private KafkaRaftServer server;

    private LocalBroker(Path directory, int port, int controllerPort) {
        this.directory = directory;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    /** Starts a broker on a free port; {@code directory} is formatted unless it already holds a broker's data. */
    public static LocalBroker start(Path directory) {
        return start(directory, Ports.reserve());
    }

    /** Starts a broker on the given port; {@code directory} is formatted unless it already holds a broker's data. */
    public static LocalBroker start(Path directory, int port) {
        // A fault inside the broker must not end the JVM that hosts it.
        Exit.setExitProcedure(LocalBroker::refuseToExit);
        Exit.setHaltProcedure(LocalBroker::refuseToExit);
        LocalBroker broker = new LocalBroker(directory, port, Ports.reserveOtherThan(port));
        KafkaStorage.format(directory, NODE_ID, Uuid.randomUuid().toString());
        broker.restart();
        return broker;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Starts the broker again after {@link #stop}, with its data and on its port. */
    public synchronized void restart() {
        server = new KafkaRaftServer(KafkaConfig.fromProps(configuration(), false), Time.SYSTEM);
        server.startup();
    }

    /** Stops the broker; its data stay. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    private Properties configuration() {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", Integer.toString(NODE_ID));
        p.setProperty("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty("log.dirs", directory.toString());
        p.setProperty("auto.create.topics.enable", "false");
        p.setProperty("offsets.topic.num.partitions", "4");
        p.setProperty("offsets.topic.replication.factor", "1");
        p.setProperty("transaction.state.log.num.partitions", "4");
        p.setProperty("transaction.state.log.replication.factor", "1");
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("share.coordinator.state.topic.replication.factor", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("group.streams.initial.rebalance.delay.ms", "0");
        p.setProperty("group.streams.heartbeat.interval.ms", "1000");
        p.setProperty("group.streams.min.heartbeat.interval.ms", "1000");
        p.setProperty("group.streams.session.timeout.ms", "6000");
        p.setProperty("group.streams.min.session.timeout.ms", "6000");
        p.setProperty("broker.heartbeat.interval.ms", "500");
        p.setProperty("broker.session.timeout.ms", "3000");
        p.setProperty("controlled.shutdown.enable", "false"); // a single node has nobody to hand over to
        p.setProperty("log.cleaner.dedupe.buffer.size", "2097152"); // the default takes 128 MiB
        return p;
    }

    @SuppressWarnings("DoNotCallSuggester") // Kafka calls it
    private static void refuseToExit(int status, String message) {
        throw new IllegalStateException("Kafka wanted to end the process with status " + status + ": " + message);
    }
}
