package io.plumbline.producers.scale.real;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.producers.agent.Agent;
import io.plumbline.producers.agent.Operation;
import io.plumbline.producers.app.AgentProcess;
import io.plumbline.producers.probe.ProbeTarget;
import io.plumbline.producers.scale.real.ClosedLoop.Recorded;
import io.plumbline.settings.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One node of a scaling test of a real service, in a process of its own. It is led over standard input: an
 * {@link Assignment}; once it has said {@value #READY}, {@value #GO} with the milliseconds to warm up and to measure. It
 * answers with its {@link Tally} and ends. When the input ends before, so does it: no node outlives who leads it.
 */
public final class Worker {
    static final String READY = "ready";
    static final String GO = "go";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedReader lines;
    private final PrintStream out;
    private volatile boolean abandoned;

    private Worker(InputStream in, PrintStream out) {
        lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    /**
     * @return whether it measured to the end
     * @throws Exception if the service does not answer in the first place, or the agent's settings are wrong
     */
    public static boolean run(InputStream in, PrintStream out) throws Exception {
        return new Worker(in, out).run();
    }

    private boolean run() throws Exception {
        String line = lines.readLine();
        if (line == null) {
            return false;
        }
        Assignment assignment = JSON.readValue(line, Assignment.class);
        try (ProbeTarget target = assignment.open()) {
            target.ask(assignment.timeout()); // connects
            return assignment.settings().isEmpty()
                    ? measure(assignment, target, (start, end, outcome, bytes) -> {})
                    : publish(assignment, target);
        }
    }

    private boolean publish(Assignment assignment, ProbeTarget target) throws IOException {
        try (AgentProcess process = AgentProcess.start(Settings.of(assignment.settings()), new SimpleMeterRegistry())) {
            Agent agent = process.agent();
            Operation operation = agent.operation(assignment.operation());
            return measure(
                    assignment,
                    target,
                    (start, end, outcome, bytes) -> agent.record(operation, start, end - start, outcome, bytes));
        }
    }

    private boolean measure(Assignment assignment, ProbeTarget target, Recorded recorded) throws IOException {
        say(READY);
        String[] go = String.valueOf(lines.readLine()).split(" ", -1);
        if (!go[0].equals(GO)) {
            return false;
        }
        watchForTheEnd();
        Tally tally = new ClosedLoop(target, assignment.timeout(), recorded)
                .run(millis(go[1]), millis(go[2]), () -> abandoned);
        if (!abandoned) {
            say(JSON.writeValueAsString(tally));
        }
        return !abandoned;
    }

    /** Whoever leads says nothing more, but is there as long as the input is open. */
    private void watchForTheEnd() {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (lines.readLine() != null) {
                            // not for us
                        }
                    } catch (IOException e) {
                        // gone as well
                    }
                    abandoned = true;
                },
                "watch");
        watch.setDaemon(true);
        watch.start();
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }
}
