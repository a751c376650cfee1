package io.plumbline.benchmarks.load;

import io.plumbline.benchmarks.run.Cluster;
import java.time.Instant;
import java.util.concurrent.ExecutionException;

/** Fills the input with a workload, as fast as it can. */
public final class Fill {
    /** One producer for all nodes: only then do records fill the batches of the log, as in anybody's benchmark. */
    private static final int LINGER_MILLIS = 20;

    private Fill() {}

    /** The event times end now, because brokers and engines have ideas about the past and the future. */
    public static void run(Cluster cluster, Workload workload) throws ExecutionException, InterruptedException {
        Topics.create(cluster);
        Generator generator = new Generator(workload, Instant.now().minus(workload.span()));
        try (Sender sender = new Sender(cluster, LINGER_MILLIS)) {
            while (generator.hasNext()) {
                sender.send(generator.next(), generator.latest());
            }
            sender.flush();
        }
    }
}
