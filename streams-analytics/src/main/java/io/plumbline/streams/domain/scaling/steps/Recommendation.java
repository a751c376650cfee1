package io.plumbline.streams.domain.scaling.steps;

/**
 * @param code which rule made it, for programs
 * @param text what to do
 * @param because the figure that caused it
 */
public record Recommendation(String code, String text, String because) {}
