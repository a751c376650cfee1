package io.plumbline.producers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.producers.simulation.Clusters.Log;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a seed told once it tells on every machine, and after every change that is not meant to change the model. */
class StoryTest {
    @ParameterizedTest
    @CsvSource({
        "FULLY_CONNECTED, 2816, 722094012",
        "RING, 1253, 3689107272",
        "STAR, 1912, 1512310411",
        "MESH, 2161, 1076132480",
        "HIERARCHICAL, 2186, 2531695074",
        "RANDOM, 2145, 562038956"
    })
    void aSeedTellsWhatItAlwaysTold(TopologyKind topology, int lines, long checksum) {
        Faults faults = Faults.byzantine(.3, Behaviour.values())
                .withCrash(new Crash(.2, Duration.ofSeconds(3), Duration.ofSeconds(4)))
                .withPartition(new Partition(.5, Duration.ofSeconds(9), Duration.ofSeconds(3)));
        ClusterConfig config = ClusterConfig.of(16, topology, new Condition("lossy", 2, 30, .02), Clusters.SIGNATURES)
                .withEnvironment(Environment.HYBRID_EDGE)
                .withOffered(60)
                .withFaults(faults)
                .withProtocol(Protocol.DEFAULT.withPipeline(3).withRotating(topology != TopologyKind.STAR));
        Log log = new Log();

        SimulationResult result = Clusters.run(config, 7, 25, log);

        CRC32 sum = new CRC32();
        log.lines.forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
        assertThat(log.lines).hasSize(lines);
        assertThat(sum.getValue()).isEqualTo(checksum);
        assertThat(result.viewChanges()).as("it has some of everything").isPositive();
    }
}
