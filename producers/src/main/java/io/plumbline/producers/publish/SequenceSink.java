package io.plumbline.producers.publish;

import java.util.OptionalLong;

/** Takes a sequence of events in parts, each of which may be published already in part or whole. */
public interface SequenceSink extends EventSink {
    /**
     * What follows is {@code part} of the sequence, from its beginning: what of it is published already is passed over.
     *
     * @return how many events that is; empty if nothing of this part is known
     */
    OptionalLong resume(String part);

    /**
     * Ends the part: publishes what waits in the streams, too, and stores all.
     *
     * @throws PublishException if that fails
     */
    void flush();
}
