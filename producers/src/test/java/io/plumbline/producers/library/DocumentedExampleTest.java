package io.plumbline.producers.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentedExampleTest {
    private static final Path PAGE = Path.of("../docs/importers.md");

    /** What the example takes for granted: a shop, and a channel to read from. */
    private static final String AROUND = """
            import io.plumbline.producers.agent.Agent;
            import io.plumbline.producers.agent.Operation;
            import io.plumbline.producers.library.Plumbline;
            import io.plumbline.producers.library.Timing;
            import io.plumbline.schemas.event.Outcome;
            import java.nio.ByteBuffer;
            import java.nio.channels.ReadableByteChannel;
            import java.util.Map;
            import java.util.concurrent.CompletableFuture;
            import java.util.concurrent.Executor;
            import java.util.concurrent.Executors;

            abstract class Example {
                record Order() {}
                record Receipt() {}
                interface Store { Order load(int number); }
                interface Bank { CompletableFuture<Receipt> charge(Order order); }

                abstract void index(Order order);

                void run(Store store, Bank bank, ReadableByteChannel channel, ByteBuffer buffer) throws Exception {
            %s
                }
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void whatTheDocumentationShowsCompiles() throws IOException {
        Matcher example = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(example.find()).isTrue();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

        compiler.getTask(
                        null,
                        null,
                        diagnostics,
                        List.of("-proc:none", "-d", directory.toString(), "-cp", classPath()),
                        null,
                        List.of(new Source(AROUND.formatted(example.group(1)))))
                .call();

        assertThat(diagnostics.getDiagnostics()).isEmpty();
        assertThat(directory.resolve("Example.class")).exists();
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .replace("\n", File.pathSeparator);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Example.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
