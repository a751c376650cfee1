package io.plumbline.sink.quarantine;

/**
 * How a retry ended.
 *
 * @param reason why it was refused; null: it was not
 * @param resent where the record stands now; null: nowhere new
 */
public record Attempt(Outcome outcome, String reason, Coordinates resent) {

    /** What became of the record. */
    public enum Outcome {
        /** Its rows are in the tables. */
        STORED,
        /** It was sent to its topic again. */
        RESENT,
        /** It was refused again. */
        REFUSED
    }

    static Attempt stored() {
        return new Attempt(Outcome.STORED, null, null);
    }

    static Attempt refused(String reason) {
        return new Attempt(Outcome.REFUSED, reason == null ? "no reason given" : reason, null);
    }

    /** @param to null: it is not known, because nothing was really sent */
    static Attempt resent(Coordinates to) {
        return new Attempt(Outcome.RESENT, null, to);
    }
}
