package io.plumbline.sink.core;

import io.plumbline.sink.database.Gap;

/** The stored position and the topic no longer fit together: going on would skip records, so a person has to decide. */
public final class SinkStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Gap gap;

    public SinkStoppedException(Gap gap) {
        super(gap.description() + ". To go on at " + gap.upto()
                + " without them, start the sink once with --accept-gap (sink.accept.gap=true)");
        this.gap = gap;
    }

    public Gap gap() {
        return gap;
    }
}
