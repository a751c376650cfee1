package io.plumbline.cli.scale;

import io.plumbline.producers.scale.real.ProcessTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A real Kafka broker in a process of its own, with one topic to which nodes write: {@link BrokerCommand}. */
final class LocalBrokerService implements LocalService {
    private static final String TOPIC = "scale";
    private static final int PARTITIONS = 8;
    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final String servers;

    private LocalBrokerService(Process process, String servers) {
        this.process = process;
        this.servers = servers;
    }

    static LocalBrokerService start() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(ChildJvm.command(List.of("-Xmx512m"), "scale", BrokerCommand.NAME))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            String servers = output.readLine();
            if (servers == null) {
                throw new IOException("the Kafka broker ended before it was there; its words are above");
            }
            createTopic(servers);
            return new LocalBrokerService(process, servers);
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    @Override
    public String target() {
        return "kafka://" + servers + "/" + TOPIC;
    }

    @Override
    public ProcessTree processes() {
        return new ProcessTree(process.toHandle());
    }

    /** Its input ends, and so does it. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            // it has ended already
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void createTopic(String servers) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            NewTopic topic = new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty());
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            throw new IOException("the broker makes no topic: " + e.getCause(), e);
        }
    }
}
