package io.plumbline.benchmarks.run;

import io.plumbline.local.LocalBroker;
import io.plumbline.local.LocalRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Main class of the child with the broker and the registry; it says where they are, and serves until its parent ends. */
public final class Servers {
    /** The broker needs little memory of its own: the page cache serves the topics. */
    private static final List<String> JVM = List.of("-Xms1g", "-Xmx1g");

    private Servers() {}

    /** Starts the child; its first answer is a {@link Cluster}. */
    public static ChildJvm start(Path directory) throws IOException {
        return ChildJvm.start(
                "servers",
                directory,
                JVM,
                Servers.class,
                directory.resolve("kafka").toString());
    }

    public static void main(String[] arguments) throws IOException {
        Dialogue dialogue = Dialogue.begin();
        try (LocalBroker broker = LocalBroker.start(Path.of(arguments[0]));
                LocalRegistry registry = LocalRegistry.start()) {
            dialogue.answer(new Cluster(broker.bootstrapServers(), registry.url()));
            dialogue.awaitEnd();
        }
        System.exit(0);
    }
}
