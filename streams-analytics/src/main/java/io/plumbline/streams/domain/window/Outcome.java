package io.plumbline.streams.domain.window;

/** How one measured operation ended. */
public enum Outcome {
    OK,
    ERROR,
    TIMEOUT
}
