package io.plumbline.benchmarks.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.local.LocalBroker;
import io.plumbline.local.LocalRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Main class of the processes that {@link WorkerProcess} starts: one for the servers, one for each engine. They answer
 * each line on their input with one on their output, both JSON, and end when their input does.
 */
public final class Worker {
    static final String SERVERS = "servers";
    static final ObjectMapper JSON = new ObjectMapper();

    private Worker() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err); // whatever a library prints there is no answer
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        if (arguments[0].equals(SERVERS)) {
            serve(Path.of(arguments[1]), requests, answers);
        } else {
            compete(Engine.of(arguments[0]).contender(), requests, answers);
        }
        System.exit(0); // some engines leave threads behind
    }

    private static void serve(Path directory, BufferedReader requests, PrintStream answers) throws IOException {
        try (LocalBroker broker = LocalBroker.start(directory);
                LocalRegistry registry = LocalRegistry.start()) {
            answers.println(JSON.writeValueAsString(new Cluster(broker.bootstrapServers(), registry.url())));
            while (requests.readLine() != null) {
                // nothing is asked of it: it serves until the end of its input
            }
        }
    }

    private static void compete(Contender contender, BufferedReader requests, PrintStream answers) throws Exception {
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            Task task = JSON.readValue(line, Task.class);
            System.gc(); // what the last round left is not this round's cost
            answers.println(JSON.writeValueAsString(contender.run(task)));
        }
    }
}
