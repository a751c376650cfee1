package io.plumbline.sink.database;

/**
 * What became of a partition's records.
 *
 * @param stored became rows
 * @param quarantined were set aside
 * @param empty say nothing that is stored: tombstones
 */
public record Counts(long stored, long quarantined, long empty) {
    public static final Counts NONE = new Counts(0, 0, 0);

    public Counts plus(Counts more) {
        return new Counts(stored + more.stored, quarantined + more.quarantined, empty + more.empty);
    }
}
