package io.plumbline.streams.domain.health;

/** The health of a subject at one moment, which is the verdict's {@code reportedMillis}. */
public record Report(Subject subject, RollUp rollUp, Verdict verdict) {}
