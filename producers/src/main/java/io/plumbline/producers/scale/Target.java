package io.plumbline.producers.scale;

/** What a scaling test measures. */
public interface Target extends AutoCloseable {
    /**
     * Measures one step. May be called by several threads at once if the target {@link #isParallel}.
     *
     * @throws InterruptedException if the caller has no more use for it
     */
    StepResult measure(Step step) throws Exception;

    /** Whether steps do not disturb each other when they are measured at the same time. */
    boolean isParallel();

    /** Ends what it started. */
    @Override
    default void close() {}
}
