package io.plumbline.producers.scale.real;

import io.plumbline.producers.scale.RunEvents;
import io.plumbline.producers.scale.Step;
import io.plumbline.producers.scale.StepResult;
import io.plumbline.producers.scale.Target;
import io.plumbline.producers.scale.Timing;
import io.plumbline.sketch.Sketch;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** A real service under the load of real processes on this machine; a step is so many of them. */
public final class RealTarget implements Target {
    private static final double NANOS_OF_MILLI = 1e6;

    private final Service service;
    private final List<String> command;
    private final IntFunction<Map<String, String>> agents;
    private final Optional<RunEvents> run;
    private final Supplier<OptionalLong> serviceCpuNanos;

    /**
     * @param command that runs {@link Worker}
     * @param agents settings of the agent of each node, which count from 1; empty: it publishes nothing
     * @param run whose stages are said; empty where nothing is published
     * @param serviceCpuNanos processor time that the service has used so far; empty where nobody can tell
     */
    public RealTarget(
            Service service,
            List<String> command,
            IntFunction<Map<String, String>> agents,
            Optional<RunEvents> run,
            Supplier<OptionalLong> serviceCpuNanos) {
        this.service = service;
        this.command = List.copyOf(command);
        this.agents = agents;
        this.run = run;
        this.serviceCpuNanos = serviceCpuNanos;
    }

    @Override
    public StepResult measure(Step step) throws IOException, InterruptedException {
        List<Node> nodes = new ArrayList<>();
        try {
            for (int i = 1; i <= step.nodes(); i++) {
                nodes.add(Node.start("node " + i, command, service.assignment(agents.apply(i))));
            }
            return measure(step, nodes);
        } finally {
            nodes.forEach(Node::close);
        }
    }

    /** They would share the machine. */
    @Override
    public boolean isParallel() {
        return false;
    }

    private StepResult measure(Step step, List<Node> nodes) throws IOException, InterruptedException {
        for (Node node : nodes) {
            node.awaitReady();
        }
        Timing timing = step.curve().timing();
        say(events -> begin(events, step));
        for (Node node : nodes) {
            node.go(timing.warmup(), timing.measured());
        }
        Thread.sleep(timing.warmup().toMillis());
        say(events -> events.measured(step.nodes(), Instant.now()));
        OptionalLong serviceBefore = serviceCpuNanos.get();
        long begin = System.nanoTime();
        List<Tally> tallies = new ArrayList<>();
        for (Node node : nodes) {
            tallies.add(node.awaitTally(timing.measured()));
        }
        Double serviceCpu = share(serviceBefore, serviceCpuNanos.get(), System.nanoTime() - begin);
        say(events -> events.coolDown(step.nodes(), Instant.now()));
        for (Node node : nodes) {
            node.awaitEnd();
        }
        Thread.sleep(timing.cooldown().toMillis());
        say(events -> end(events, step));
        return result(tallies, serviceCpu);
    }

    private void begin(RunEvents events, Step step) {
        Instant now = Instant.now();
        if (step.isFirst()) {
            events.started(step.nodes(), now);
        }
        events.warmUp(step.nodes(), now);
    }

    private static void end(RunEvents events, Step step) {
        if (step.isLast()) {
            events.finished(step.nodes(), Instant.now());
        }
    }

    private void say(Consumer<RunEvents> moment) {
        run.ifPresent(moment);
    }

    private static StepResult result(List<Tally> tallies, Double serviceCpu) {
        Sketch latency = new Sketch();
        tallies.forEach(tally -> latency.merge(tally.latency().sketch()));
        double perSecond = tallies.stream()
                .mapToDouble(tally -> tally.latency().sketch().count() / tally.seconds())
                .sum();
        return new StepResult(
                tallies.size(),
                tallies.get(0).seconds(),
                latency.count(),
                tallies.stream().mapToLong(Tally::failed).sum(),
                perSecond,
                latency.isEmpty() ? null : latency.mean() / NANOS_OF_MILLI,
                quantileMillis(latency, 0.5),
                quantileMillis(latency, 0.95),
                quantileMillis(latency, 0.99),
                null,
                null,
                null,
                busiestCpu(tallies),
                greatestMemory(tallies),
                serviceCpu,
                null,
                null);
    }

    private static Double quantileMillis(Sketch latency, double q) {
        return latency.isEmpty() ? null : latency.quantile(q) / NANOS_OF_MILLI;
    }

    /** Share of all processors of the machine, as every node could use them. */
    private static Double busiestCpu(List<Tally> tallies) {
        double most = tallies.stream()
                .mapToDouble(tally -> tally.cpuNanos() / (tally.seconds() * 1e9))
                .max()
                .orElseThrow();
        return most < 0 ? null : most / Runtime.getRuntime().availableProcessors();
    }

    /** Share of all processors of the machine; null where it is not known, as when the service was started anew meanwhile. */
    private static Double share(OptionalLong before, OptionalLong after, long nanos) {
        if (before.isEmpty() || after.isEmpty() || after.getAsLong() < before.getAsLong()) {
            return null;
        }
        double used = (double) after.getAsLong() - before.getAsLong();
        return used / nanos / Runtime.getRuntime().availableProcessors();
    }

    private static Double greatestMemory(List<Tally> tallies) {
        return tallies.stream().allMatch(tally -> tally.memoryBytes() != null)
                ? (Double) (double)
                        tallies.stream().mapToLong(Tally::memoryBytes).max().orElseThrow()
                : null;
    }
}
