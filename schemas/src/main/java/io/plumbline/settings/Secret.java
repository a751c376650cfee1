package io.plumbline.settings;

/** A value that must not show in any log or message: only {@link #value} gives it away. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "(hidden)";
    }
}
