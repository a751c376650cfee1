package io.plumbline.producers.scale.real;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link Worker} in its process, as who leads it has it. */
final class Node implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Process process;
    private final BufferedWriter input;
    private final BlockingQueue<Optional<String>> output = new LinkedBlockingQueue<>(); // empty: its end

    private Node(String name, Process process) {
        this.name = name;
        this.process = process;
        input = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "node-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    /** @param command that runs a worker; what it says of errors goes where this process says it */
    static Node start(String name, List<String> command, Assignment assignment) throws IOException {
        Node node = new Node(
                name,
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
        node.send(JSON.writeValueAsString(assignment));
        return node;
    }

    void awaitReady() throws IOException, InterruptedException {
        String line = line(START);
        if (!line.equals(Worker.READY)) {
            throw new IOException(name + " said '" + line + "' instead of being ready");
        }
    }

    void go(Duration warmup, Duration measured) throws IOException {
        send(Worker.GO + " " + warmup.toMillis() + " " + measured.toMillis());
    }

    /** @param after how long it measures */
    Tally awaitTally(Duration after) throws IOException, InterruptedException {
        return JSON.readValue(line(after.plus(END)), Tally.class);
    }

    /** Waits until it has delivered what its agent holds, then makes sure of its end. */
    void awaitEnd() throws InterruptedException {
        process.waitFor(END.toSeconds(), TimeUnit.SECONDS);
        close();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private void send(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    private String line(Duration patience) throws IOException, InterruptedException {
        Optional<String> line = output.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
            throw new IOException(name + " did not answer within " + patience.toSeconds() + " s");
        }
        return line.orElseThrow(() -> new IOException(name + " ended before it had measured; its words are above"));
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(Optional.of(line));
            }
        } catch (IOException e) {
            // the process is gone, which is an end as well
        }
        output.add(Optional.empty());
    }
}
