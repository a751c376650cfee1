package io.plumbline.streams.domain.regression;

/** How a series changed. */
public enum Kind {
    /** From one level to another, on which it stayed. */
    STEP,
    /** To another level and back within a few points, but for longer than an outlier. */
    SPIKE,
    /** It began to rise or to fall, or does so at another pace. */
    TREND
}
