package io.plumbline.streams;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Awaitility reports what any thread of the JVM throws to whoever waits. Some classes run beside others here, and threads
 * that fail are what several of them are about: a test hears of its own through its own assertions.
 */
public final class OwnFailuresOnly implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }
}
