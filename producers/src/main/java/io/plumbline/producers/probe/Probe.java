package io.plumbline.producers.probe;

import io.plumbline.producers.FixedSchedule;
import io.plumbline.producers.agent.Agent;
import io.plumbline.producers.agent.Operation;
import io.plumbline.schemas.event.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a target at fixed times, whether it answers or not (open loop), and records each answer from its intended start.
 *
 * <p>Each of the probe's slots is a thread that takes the next due time, waits for it and asks. When a slow target holds
 * all slots, due times pass; none is forgotten: it starts late, and its response time counts from when it was due. That is
 * what a user would have waited who came then, so that a stall of one second shows as the many bad answers it was, not as
 * one. The timeout counts from the due time as well: one that passed before a slot was free is recorded as TIMEOUT without
 * asking, so that the target, once it is back, meets no storm of old questions.
 */
public final class Probe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);
    private static final long CLOSE_MILLIS = 1_000;

    /** Out of the way of the agent's own looks at the host, which are due in step with this. */
    private static final long AFTER_SAMPLES_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ProbeConfig config;
    private final Agent agent;
    private final Consumer<Outcome> outcomes;
    private final Operation operation;
    private final FixedSchedule schedule;
    private final AtomicLong next = new AtomicLong();
    private final AtomicReference<Outcome> last = new AtomicReference<>(Outcome.OK);
    private final List<Thread> slots;
    private volatile boolean closing;

    private Probe(ProbeConfig config, Agent agent, Consumer<Outcome> outcomes) {
        this.config = config;
        this.agent = agent;
        this.outcomes = outcomes;
        operation = agent.operation(config.name());
        schedule = agent.schedule(config.interval()).later(AFTER_SAMPLES_NANOS);
        slots = IntStream.range(0, config.concurrency())
                .mapToObj(i -> new Thread(this::run, "plumbline-probe-" + config.name() + "-" + i))
                .toList();
    }

    /** @param outcomes told how each ended, from any of the probe's threads */
    public static Probe start(ProbeConfig config, Agent agent, Consumer<Outcome> outcomes) {
        Probe probe = new Probe(config, agent, outcomes);
        LOG.info("probe={} target={} interval={}", config.name(), config.address(), config.interval());
        probe.slots.forEach(slot -> {
            slot.setDaemon(true);
            slot.start();
        });
        return probe;
    }

    @Override
    public void close() {
        closing = true;
        slots.forEach(Thread::interrupt);
        try {
            for (Thread slot : slots) {
                slot.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (ProbeTarget target = ProbeTarget.of(config)) {
            while (!closing) {
                long due = schedule.due(next.getAndIncrement());
                waitUntil(due);
                if (!closing) {
                    ask(target, due);
                }
            }
        }
    }

    private void waitUntil(long due) {
        for (long wait = due - System.nanoTime(); wait > 0 && !closing; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(this, wait);
        }
    }

    private void ask(ProbeTarget target, long due) {
        long start = System.nanoTime();
        Duration allowed = config.timeout().minusNanos(start - due);
        if (allowed.toMillis() < 1) {
            record(due, start, Agent.UNKNOWN, Outcome.TIMEOUT, 0);
            return;
        }
        long bytes = 0;
        Outcome outcome = Outcome.OK;
        Exception failure = null;
        try {
            bytes = target.ask(allowed).bytes();
        } catch (TimeoutException e) {
            outcome = Outcome.TIMEOUT;
            failure = e;
        } catch (Exception e) { // whatever a target does wrong is its answer
            outcome = Outcome.ERROR;
            failure = e;
        }
        long end = System.nanoTime();
        if (!closing) { // an answer that our own leaving cut short says nothing about the target
            report(outcome, failure);
            record(due, end, end - start, outcome, bytes);
        }
    }

    private void record(long due, long end, long serviceNanos, Outcome outcome, long bytes) {
        agent.record(operation, due, end - due, serviceNanos, outcome, bytes);
        outcomes.accept(outcome);
    }

    /** One line for each change. */
    private void report(Outcome outcome, Exception failure) {
        if (last.getAndSet(outcome) == outcome) {
            return;
        }
        if (failure == null) {
            LOG.info("probe={} target={} outcome={}", config.name(), config.address(), outcome);
        } else {
            LOG.warn(
                    "probe={} target={} outcome={} failure={}",
                    config.name(),
                    config.address(),
                    outcome,
                    describe(failure));
        }
    }

    /** Only the kind of failure: messages of drivers repeat addresses, and these hold passwords. */
    private static String describe(Exception failure) {
        if (failure instanceof UnexpectedAnswer) {
            return failure.getMessage();
        }
        String kind = failure.getClass().getSimpleName();
        return failure instanceof SQLException sql ? kind + " state=" + sql.getSQLState() : kind;
    }
}
