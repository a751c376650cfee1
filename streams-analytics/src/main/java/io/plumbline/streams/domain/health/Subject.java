package io.plumbline.streams.domain.health;

/**
 * What a health is of.
 *
 * @param run empty: continuous operation
 * @param name the node or component; empty for the system
 */
public record Subject(String system, String run, Scope scope, String name) {
    /** Kinds of subjects. The names cross the boundary. */
    public enum Scope {
        SYSTEM,
        NODE,
        COMPONENT
    }
}
