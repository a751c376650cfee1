package io.plumbline.e2e.faults.ledger;

import io.plumbline.producers.agent.Agent;
import io.plumbline.producers.agent.AgentConfig;
import io.plumbline.producers.agent.Operation;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Main class of an agent under test: the real library, fed at a steady rate with operations that take heavy-tailed times.
 * On SIGTERM it delivers all that it recorded and ends.
 */
public final class Workload {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Agent agent;
    private final List<Operation> operations;
    private final long gapNanos;
    private final Random random;
    private long recorded;

    private Workload(Agent agent, int operations, int perSecond, long seed) {
        this.agent = agent;
        this.operations = IntStream.range(0, operations)
                .mapToObj(i -> agent.operation(operation(i)))
                .toList();
        this.gapNanos = SECOND_NANOS / perSecond;
        this.random = new Random(seed);
    }

    /** Name of the operation with this number, from 0 on. */
    public static String operation(int number) {
        return "op-" + number;
    }

    /** @param arguments settings as key=value; {@code load.operations}, {@code load.rate} and {@code load.seed} are its own */
    public static void main(String[] arguments) throws InterruptedException {
        Settings settings = settings(arguments);
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            end.countDown();
            await(ended);
            Runtime.getRuntime().halt(0); // the JVM would say 143 although all is delivered
        }));
        try (RegistryClient registry = RegistryClient.create(settings.under("registry."));
                Agent agent = Agent.start(
                        AgentConfig.from(settings),
                        TopicCatalogue.from(settings),
                        settings.under("kafka."),
                        registry)) {
            new Workload(
                            agent,
                            settings.integer("load.operations", 1),
                            settings.integer("load.rate", 100),
                            settings.number("load.seed", 0))
                    .run(end);
        }
        ended.countDown();
    }

    private void run(CountDownLatch end) throws InterruptedException {
        long due = System.nanoTime();
        while (!end.await(TICK_NANOS, TimeUnit.NANOSECONDS)) {
            long now = System.nanoTime();
            due = Math.max(due, now - SECOND_NANOS); // a machine that stood still does not make up for it
            for (; due - now <= 0; due += gapNanos) {
                record(now);
            }
        }
    }

    private void record(long now) {
        long nanos = (long) (1_000_000 * Math.exp(1.2 * random.nextGaussian()));
        int percent = random.nextInt(100);
        Outcome outcome = percent == 0 ? Outcome.TIMEOUT : percent <= 2 ? Outcome.ERROR : Outcome.OK;
        agent.record(operations.get((int) (recorded++ % operations.size())), now - nanos, nanos, outcome, 100);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Settings settings(String... arguments) {
        Map<String, String> settings = new HashMap<>();
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        return Settings.of(settings);
    }
}
