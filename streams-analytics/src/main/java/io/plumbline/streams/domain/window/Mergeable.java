package io.plumbline.streams.domain.window;

/** Figures that add up: merging is associative and commutative, and a new object is its identity. */
public interface Mergeable<A> {
    /** Adds everything that {@code other} holds; {@code other} stays as it is. */
    void merge(A other);
}
