package io.plumbline.streams.topology;

import io.plumbline.streams.domain.sample.SampleTally;
import io.plumbline.streams.domain.window.Origin;
import io.plumbline.streams.domain.window.Pane;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.WindowId;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * What is particular to one kind of samples; all else is the same for every kind ({@link SampleProcessor}).
 *
 * @param <S> the samples
 * @param <A> the figures of a window of them
 */
interface SampleKind<S extends SpecificRecord, A extends SampleTally<A>> {
    /** What every kind of sample says of itself. */
    record Header(
            String system,
            String run,
            String node,
            String release,
            Origin origin,
            String boot,
            long sequence,
            long sampledMicros) {}

    Names.Samples names();

    Header header(S sample);

    A empty();

    /**
     * Adds the sample's figures to {@code tally}, which is empty.
     *
     * @throws IllegalArgumentException saying in words for a person why the sample cannot be used
     */
    void record(S sample, A tally);

    /** The rows that the sample is part of. */
    List<Series> series(S sample);

    /** A closed or corrected window as a record of the contract. */
    SpecificRecord row(WindowId window, Pane<A> pane, long nowMillis);
}
