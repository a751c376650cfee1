package io.plumbline.streams.domain.score;

import java.util.List;
import java.util.Optional;

/**
 * @param points 0 to 100
 * @param parts what it is made of: their contributions add up to it
 * @param next the cheapest way to the next grade; empty at the best
 */
public record Score(double points, Grade grade, List<Part> parts, Optional<Step> next) {}
