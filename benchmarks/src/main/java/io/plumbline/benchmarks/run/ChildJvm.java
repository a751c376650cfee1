package io.plumbline.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * A Java virtual machine of its own for one part of a benchmark, which its parent asks and which answers ({@link Dialogue}).
 * Its log is a file; an end that nobody asked for shows its tail.
 */
public final class ChildJvm implements AutoCloseable {
    private static final int TAIL_LINES = 20;
    private static final long END_SECONDS = 20;

    private final String name;
    private final Path log;
    private final Process process;
    private final BufferedReader answers;
    private final PrintStream requests;

    private ChildJvm(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.answers = process.inputReader(UTF_8);
        this.requests = new PrintStream(process.getOutputStream(), true, UTF_8);
    }

    /**
     * @param name for messages and the log
     * @param directory where the log goes
     * @param jvm options of the virtual machine
     */
    public static ChildJvm start(String name, Path directory, List<String> jvm, Class<?> main, String... arguments)
            throws IOException {
        Path log = directory.resolve(name + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new ChildJvm(name, log, process);
    }

    /** Asks one thing, and waits for the answer. */
    public <T> T ask(Object request, Class<T> answer) throws IOException {
        requests.println(Dialogue.JSON.writeValueAsString(request));
        return answer(answer);
    }

    /** Waits for an answer. */
    public <T> T answer(Class<T> type) throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IllegalStateException(name + " ended; the end of its log:\n" + tail());
        }
        return Dialogue.JSON.readValue(line, type);
    }

    /** Processor time since it started, of its children too, in seconds; nothing where the system does not tell. */
    public OptionalDouble cpuSeconds() {
        return ProcessCpu.ofTree(process.pid());
    }

    @Override
    public void close() {
        requests.close();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String tail() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }
}
