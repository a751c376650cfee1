package io.plumbline.producers.importer;

/** Takes what an importer reads, good and bad: each line of a file ends in exactly one of these, or says nothing at all. */
public interface ImportTarget {
    /** @throws BadValueException if it cannot be a measurement */
    void event(TimedEvent event) throws BadValueException;

    /** @throws BadValueException if it cannot be a measurement */
    void histogram(CountedInterval interval) throws BadValueException;

    /**
     * A line that cannot be understood.
     *
     * @param line from 1
     * @throws io.plumbline.settings.ConfigException if one is too many
     */
    void refuse(long line, BadValueException reason);

    /** Something that is understood and is no measurement, e.g. another metric. */
    void skip(String what);
}
