package io.plumbline.streams.domain.sample;

import io.plumbline.streams.domain.window.Mergeable;

/** The figures of a window of samples, and which samples they are from. */
public interface SampleTally<A> extends Mergeable<A> {
    /** Part of this tally: merged with it. */
    Provenance provenance();
}
