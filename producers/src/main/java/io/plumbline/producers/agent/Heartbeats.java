package io.plumbline.producers.agent;

import io.plumbline.producers.spool.SpoolRecord;
import io.plumbline.schemas.event.NodeState;
import io.plumbline.schemas.event.NodeStatus;
import io.plumbline.schemas.topic.Topic;
import java.time.Instant;
import java.util.Objects;

/** What an agent says of itself. */
record Heartbeats(AgentConfig config, String boot, Instant startedAt, Topic<NodeStatus> topic) {
    private static final String VERSION =
            Objects.requireNonNullElse(Agent.class.getPackage().getImplementationVersion(), "");

    Envelope status(NodeState state, Instant now, long recorded, long sent, long dropped) {
        NodeIdentity identity = config.identity();
        NodeStatus status = NodeStatus.newBuilder()
                .setSystem(identity.system())
                .setRun(identity.run())
                .setNode(identity.node())
                .setRelease(identity.release())
                .setOrigin(identity.origin())
                .setBoot(boot)
                .setState(state)
                .setHeartbeatAt(now)
                .setStartedAt(startedAt)
                .setHeartbeatIntervalMillis(config.heartbeatInterval().toMillis())
                .setRegion(identity.region())
                .setProfile(identity.profile())
                .setRecorded(recorded)
                .setSent(sent)
                .setDropped(dropped)
                .setAgentVersion(VERSION)
                .build();
        // The last word must arrive; any other is followed by a newer one.
        return new Envelope(
                new SpoolRecord(topic.name(), identity.node(), now.toEpochMilli(), status),
                Span.NONE,
                state == NodeState.UP);
    }
}
