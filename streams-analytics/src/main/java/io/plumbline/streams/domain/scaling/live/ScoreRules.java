package io.plumbline.streams.domain.scaling.live;

import io.plumbline.streams.domain.score.Scoring;
import java.util.function.Predicate;

/**
 * What is scored, and how.
 *
 * @param windowMicros length of the windows that are scored, a multiple of those of the figures
 * @param operations by name
 */
public record ScoreRules(boolean enabled, long windowMicros, Predicate<String> operations, Scoring scoring) {}
