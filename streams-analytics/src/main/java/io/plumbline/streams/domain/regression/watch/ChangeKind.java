package io.plumbline.streams.domain.regression.watch;

/** What happened to a metric. */
public enum ChangeKind {
    /** It left its level and stays. */
    STEP,
    /** It left its level and came back soon. */
    SPIKE,
    /** It moves steadily. */
    TREND,
    /** It is away from a baseline that somebody set. */
    BASELINE,
    /** It misses a target. */
    TARGET
}
