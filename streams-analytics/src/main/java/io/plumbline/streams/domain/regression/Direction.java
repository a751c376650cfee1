package io.plumbline.streams.domain.regression;

/** Which way a change must go to count as one. */
public enum Direction {
    UP,
    DOWN,
    BOTH;

    /** Whether a change from {@code before} to {@code after} counts. */
    public boolean covers(double before, double after) {
        return switch (this) {
            case UP -> after > before;
            case DOWN -> after < before;
            case BOTH -> after != before;
        };
    }
}
