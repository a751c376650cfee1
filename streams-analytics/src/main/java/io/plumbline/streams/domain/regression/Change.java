package io.plumbline.streams.domain.regression;

/**
 * One change of a series.
 *
 * @param index the first point of the new regime, from 0, missing points counted
 * @param detectedAt the point at which a reader who saw one point after the other knew of it
 * @param before the level that it left
 * @param after the level that it came to
 * @param pValue how likely points without a change would look like this at one place: the test was chosen by looking, so it is a
 *     measure of contrast, and not the rate of false alarms
 */
public record Change(int index, int detectedAt, double before, double after, double pValue, Kind kind) {
    /** The change in percent of the level before; null where that is not positive, as it means nothing there. */
    public Double percent() {
        return before > 0 ? (Double) (100 * (after - before) / before) : null;
    }

    /** Size of the change in parts of the level before; infinite where that is 0. */
    public double effect() {
        return after == before ? 0 : Math.abs(after - before) / Math.abs(before);
    }

    public Severity severity(double tolerance) {
        return Severity.of(effect(), tolerance);
    }

    /** The same, its indexes counted from elsewhere. */
    public Change movedBy(int distance) {
        return new Change(index + distance, detectedAt + distance, before, after, pValue, kind);
    }
}
