package io.plumbline.streams.domain.scaling.steps;

/**
 * @param text what to do
 * @param because the figure that caused it
 */
public record Recommendation(String text, String because) {}
