package io.plumbline.producers.pipeline;

import io.plumbline.producers.agent.Agent;
import io.plumbline.producers.agent.Recorder;

/**
 * The pipeline's own latencies, as operations like any other, so that it is watched through its own topics. The agent
 * records {@link Agent#PRODUCE} by itself, one for each record that it sends.
 *
 * @param streamsCommit one commit of the topology
 * @param sinkCommit one transaction of the sink
 * @param query one query of the read side
 */
public record PipelineLatencies(Recorder streamsCommit, Recorder sinkCommit, Recorder query) {
    public static final String STREAMS_COMMIT = "streams.commit";
    public static final String SINK_COMMIT = "sink.commit";
    public static final String QUERY = "database.query";

    /** Records to {@code agent}. */
    public static PipelineLatencies on(Agent agent) {
        return new PipelineLatencies(
                agent.recorder(STREAMS_COMMIT), agent.recorder(SINK_COMMIT), agent.recorder(QUERY));
    }
}
