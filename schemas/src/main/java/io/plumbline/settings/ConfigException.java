package io.plumbline.settings;

/** The operator's mistake: its message says what to change, and is shown without a stack trace (exit code 2). */
public final class ConfigException extends RuntimeException {
    public ConfigException(String message) {
        super(message);
    }
}
