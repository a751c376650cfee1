package io.plumbline.streams.domain.regression.comparison;

/** What a comparison or a gate says, the best first. */
public enum Outcome {
    /** A regression beyond the tolerance is ruled out. */
    PASS,
    /** Something got worse, or the distribution changed, but no figure is known to be beyond its tolerance. */
    WARN,
    /** The samples can neither rule out a regression beyond the tolerance nor show one. */
    INCONCLUSIVE,
    /** A regression beyond the tolerance, and not by chance. */
    FAIL;

    Outcome or(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
