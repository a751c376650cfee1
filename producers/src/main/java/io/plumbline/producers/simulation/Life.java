package io.plumbline.producers.simulation;

import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.producers.publish.EventSink;
import io.plumbline.producers.publish.EventStream;
import java.time.Instant;

/** What a simulated node published: since its start, or since it came back from a crash, which is a life of its own. */
final class Life {
    private final NodeIdentity identity;
    private final String boots;
    private int boot;
    private EventStream stream;
    private Instant since;
    private long recorded;
    private long samples;
    private boolean up = true;

    /** @param boots what the boots of all lives begin with */
    Life(NodeIdentity identity, String boots, Instant since) {
        this.identity = identity;
        this.boots = boots;
        this.since = since;
    }

    NodeIdentity identity() {
        return identity;
    }

    EventHeader header() {
        return new EventHeader(identity, boots + "-" + boot);
    }

    boolean isUp() {
        return up;
    }

    Instant since() {
        return since;
    }

    /** Measurements of this life. */
    long recorded() {
        return recorded;
    }

    /** Numbers the samples of one second. */
    long nextSample() {
        return samples++;
    }

    /** The stream to which the next measurement of this life is added. */
    EventStream stream(EventSink sink) {
        if (stream == null) {
            stream = sink.stream(identity, header().boot());
        }
        recorded++;
        return stream;
    }

    void flush() {
        if (stream != null) {
            stream.flush();
        }
    }

    void end() {
        if (up) {
            flush();
            up = false;
            boot++;
            stream = null;
            recorded = 0;
            samples = 0;
        }
    }

    void beginIfDown(Instant at) {
        if (!up) {
            up = true;
            since = at;
        }
    }
}
