package io.plumbline.streams.topology;

import io.plumbline.schemas.event.NodeStatus;
import io.plumbline.streams.domain.health.Finding;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Stage 1 of the health roll-up for heartbeats. Each second it says that it is listening: without that, silence would
 * not tell whether the node is gone or the reader.
 */
final class HeartbeatProcessor implements Processor<String, NodeStatus, String, SpecificRecord> {
    private static final Duration BEACON = Duration.ofSeconds(1);

    private final FindingRows rows;
    private final DerivingProcessor<NodeStatus> findings;
    private ProcessorContext<String, SpecificRecord> context;

    HeartbeatProcessor(HealthConfig config, StreamsMeters meters) {
        rows = new FindingRows(config);
        findings = HealthTopology.findings(Names.HEALTH_HEARTBEATS, this::judge, Names.HEARTBEATS_SINK, meters);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        findings.init(context);
        context.schedule(BEACON, PunctuationType.WALL_CLOCK_TIME, this::beacon);
    }

    @Override
    public void process(Record<String, NodeStatus> input) {
        findings.process(input);
    }

    private List<Finding> judge(NodeStatus status) {
        return List.of(rows.ofHeartbeat(status, context.taskId().partition()));
    }

    private void beacon(long nowMillis) {
        context.forward(
                new Record<>("", HealthRows.beacon(context.taskId().partition()), nowMillis), Names.HEARTBEATS_SINK);
    }
}
