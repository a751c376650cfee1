package io.plumbline.sink.audit;

/**
 * What became of a partition's records.
 *
 * @param stored became rows
 * @param quarantined were set aside
 * @param empty say nothing that is stored
 */
public record Tally(long stored, long quarantined, long empty) {
    static final Tally NONE = new Tally(0, 0, 0);

    long records() {
        return stored + quarantined + empty;
    }
}
