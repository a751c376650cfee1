package io.plumbline.producers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One broker for all test classes that use it, until the last of all tests has ended. Each takes topics of its own. */
public final class SharedPipeline implements BeforeAllCallback {
    private Pipeline pipeline;

    public Pipeline get() {
        return pipeline;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        pipeline = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedPipeline.class))
                .computeIfAbsent(Pipeline.class, key -> start(), Pipeline.class);
    }

    private static Pipeline start() {
        try {
            return new Pipeline(Files.createTempDirectory("shared-pipeline"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
