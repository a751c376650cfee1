package io.plumbline.sink.migrate;

/**
 * What became of something that a database may or may not be able to do.
 *
 * @param sqlState of the refusal; null: it is in use
 * @param message why it was refused; null: it is in use
 */
public record FeatureOutcome(String feature, boolean inUse, String sqlState, String message) {}
