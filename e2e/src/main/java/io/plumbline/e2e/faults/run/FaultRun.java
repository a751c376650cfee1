package io.plumbline.e2e.faults.run;

import io.plumbline.e2e.faults.check.Verdict;
import io.plumbline.e2e.faults.fault.Fault;
import io.plumbline.e2e.faults.fault.Hit;
import io.plumbline.e2e.faults.fault.Kind;
import io.plumbline.e2e.faults.plan.Plan;
import io.plumbline.e2e.faults.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Breaks what the plan says while events flow, lets it mend, and compares the rows with what Kafka acknowledged. */
public final class FaultRun {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final World world;
    private final Consumer<String> progress;

    /** @param progress gets a line for each thing that happens */
    public FaultRun(World world, Consumer<String> progress) {
        this.world = world;
        this.progress = progress;
    }

    public Result run(long seed, Plan plan) throws Exception {
        for (Role role : List.of(Role.STREAMS, Role.SINK, Role.AGENT)) {
            world.launchAll(role);
        }
        Recovery recovery = new Recovery(world);
        recovery.await(Instant.now(), START);
        Duration undisturbed = recovery.await(Instant.now(), START);
        progress.accept("rows come %.1f s after their events".formatted(undisturbed.toMillis() / 1e3));
        List<Inflicted> inflicted = new ArrayList<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (List<Step> volley : plan.volleys()) {
                inflicted.add(inflict(threads, recovery, volley));
            }
        } finally {
            threads.shutdownNow();
        }
        Drain.endAgents(world);
        progress.accept("the agents have ended; waiting until all is stored");
        Verdict verdict = Drain.await(world, Drain.checker(world), Drain.STANDS_STILL);
        if (verdict.clean()) {
            progress.accept("every row is right; the audit has the last word");
            verdict = verdict.with(AuditRun.findings(world));
        }
        return new Result(seed, undisturbed, inflicted, verdict);
    }

    private Inflicted inflict(ExecutorService threads, Recovery recovery, List<Step> volley) throws Exception {
        List<Future<Hit>> running =
                volley.stream().map(step -> threads.submit(() -> inflict(step))).toList();
        List<Hit> hits = new ArrayList<>();
        for (Future<Hit> hit : running) {
            try {
                hits.add(hit.get());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
        Instant since =
                hits.stream().map(Hit::since).max(Comparator.naturalOrder()).orElseThrow();
        Duration seen = recovery.await(since, PATIENCE);
        Duration took = hits.stream()
                .map(Hit::recovery)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .filter(longest -> hits.size() == 1)
                .orElse(seen);
        List<Kind> kinds = volley.stream().map(Step::kind).toList();
        progress.accept("%s: rows are back after %.1f s".formatted(titles(kinds), took.toMillis() / 1e3));
        List<String> dead = world.dead();
        if (!dead.isEmpty()) {
            throw new StuckException(String.join("; ", dead));
        }
        return new Inflicted(kinds, hits.stream().map(Hit::evidence).toList(), took);
    }

    private Hit inflict(Step step) throws Exception {
        Thread.sleep(step.delayMillis());
        Hit hit = Fault.of(step.kind()).inflict(world, step.victim());
        progress.accept(step.kind().title() + ": " + hit.evidence());
        return hit;
    }

    private static String titles(List<Kind> kinds) {
        return String.join(" + ", kinds.stream().map(Kind::title).toList());
    }
}
