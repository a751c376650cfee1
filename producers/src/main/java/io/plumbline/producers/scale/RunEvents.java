package io.plumbline.producers.scale;

import io.plumbline.producers.publish.EventSink;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.RunEvent;
import io.plumbline.schemas.event.RunPhase;
import io.plumbline.schemas.topic.Topic;
import java.time.Instant;
import java.util.Map;

/**
 * Says in the topic of runs what a curve's run is doing. A stage with {@code warm-up} or {@code cool-down} in its name is not
 * measured by whoever reads it.
 *
 * @param run its id, the same for all moments
 * @param configuration all that the run depends on, as flat text
 */
public record RunEvents(
        EventSink sink,
        Topic<RunEvent> topic,
        String system,
        String run,
        Origin origin,
        Map<String, String> configuration) {
    public void started(int nodes, Instant at) {
        publish(RunPhase.STARTED, "", nodes, at);
    }

    public void warmUp(int nodes, Instant at) {
        publish(RunPhase.STAGE, "warm-up " + nodes, nodes, at);
    }

    public void measured(int nodes, Instant at) {
        publish(RunPhase.STAGE, "nodes " + nodes, nodes, at);
    }

    public void coolDown(int nodes, Instant at) {
        publish(RunPhase.STAGE, "cool-down " + nodes, nodes, at);
    }

    public void finished(int nodes, Instant at) {
        publish(RunPhase.FINISHED, "", nodes, at);
    }

    private void publish(RunPhase phase, String stage, int nodes, Instant at) {
        RunEvent event = RunEvent.newBuilder()
                .setSystem(system)
                .setRun(run)
                .setPhase(phase)
                .setAt(at)
                .setStage(stage)
                .setNodes(nodes)
                .setOrigin(origin)
                .setConfiguration(configuration)
                .build();
        sink.publish(topic, event, at);
    }
}
