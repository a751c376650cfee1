package io.plumbline.benchmarks.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link Worker} in a Java virtual machine of its own. Its log is a file; an end that nobody asked for shows its tail. */
final class WorkerProcess implements AutoCloseable {
    private static final int TAIL_LINES = 20;
    private static final long END_SECONDS = 20;

    private final String name;
    private final Path log;
    private final Process process;
    private final BufferedReader answers;
    private final PrintStream requests;

    private WorkerProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.answers = process.inputReader(UTF_8);
        this.requests = new PrintStream(process.getOutputStream(), true, UTF_8);
    }

    /**
     * @param jvm options of the virtual machine
     * @param arguments of {@link Worker#main}
     */
    static WorkerProcess start(Path directory, List<String> jvm, String... arguments) throws IOException {
        String name = arguments[0];
        Path log = directory.resolve(name + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new WorkerProcess(name, log, process);
    }

    /** Asks one thing, and waits for the answer. */
    <T> T ask(Object request, Class<T> answer) throws IOException {
        requests.println(Worker.JSON.writeValueAsString(request));
        return answer(answer);
    }

    /** Waits for an answer. */
    <T> T answer(Class<T> type) throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IllegalStateException(name + " ended; the end of its log:\n" + tail());
        }
        return Worker.JSON.readValue(line, type);
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
