package io.plumbline.sink.simulation;

import io.plumbline.sink.core.BatchLimits;
import io.plumbline.sink.core.CoreConfig;
import io.plumbline.sink.core.RefusalLimit;
import io.plumbline.sink.database.Gap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everything of one schedule, in one thread: sinks, Kafka, the database, the clock, and what goes wrong. */
final class World {
    private static final int MOST_INSTANCES = 3;
    private static final int MOST_SUSPENDED = 2;
    private static final int MOST_ROUNDS = 3_000;

    final Chance chance;
    final SimulatedKafka kafka;
    final SimulatedDatabase database;
    final Model model;
    private final Mutant mutant;
    private final BatchLimits limits;
    private final List<Instance> instances = new ArrayList<>();
    private long nanos;
    private int started;
    private int suspended;
    private boolean acceptsGaps;
    boolean registryDown;

    World(Chance chance, Mutant mutant) {
        this.chance = chance;
        this.mutant = mutant;
        kafka = new SimulatedKafka(chance);
        database = new SimulatedDatabase(this);
        model = new Model(this);
        limits = new BatchLimits(3 + chance.below(20), 100 + chance.below(600), Duration.ofMillis(chance.below(50)));
        acceptsGaps = chance.oneIn(2);
    }

    /** Faults for a while, then peace, in which everything must come to its end. */
    void run() {
        int rounds = 30 + chance.below(60);
        for (int i = 0; i < rounds; i++) {
            round();
        }
        heal();
        for (int i = 0; i < MOST_ROUNDS && !model.complete(); i++) {
            step();
        }
        Violation.unless(model.complete(), () -> "it does not finish");
        model.compareAll();
    }

    private void heal() {
        chance.calm = true;
        database.down = false;
        database.readOnly = false;
        database.broken = false;
        registryDown = false;
        database.resolveAll();
        chance.say(() -> "-- peace --");
    }

    /** Something happens, somewhere. */
    private void round() {
        if (chance.oneIn(4)) {
            kafka.produce(chance.of(List.copyOf(kafka.logs.values())));
        }
        if (chance.oneIn(5)) {
            new Misfortune(this).happens();
        }
        step();
    }

    private void step() {
        instances.removeIf(Instance::dead);
        if (instances.isEmpty() || (instances.size() < MOST_INSTANCES && !chance.calm && chance.oneIn(10))) {
            instances.add(new Instance(this, ++started, config(), mutant));
        }
        List<Instance> able = instances.stream().filter(Instance::idle).toList();
        if (!able.isEmpty()) {
            Instance next = chance.of(able);
            next.step();
            if (next.dead()) {
                next.missed(); // at once, or it would be the same as a suspended one
            }
        }
    }

    List<Instance> instances() {
        return instances;
    }

    private CoreConfig config() {
        return new CoreConfig(limits, new RefusalLimit(1), Duration.ofMillis(200), Duration.ofSeconds(2), acceptsGaps);
    }

    /** A person reads what the sink said when it stopped, and starts it again. */
    void stopped(Gap gap) {
        chance.count(Fault.GAP_STOPPED);
        model.checkStop(gap);
        acceptsGaps = true;
    }

    boolean suspends(Instance instance) {
        return suspended < MOST_SUSPENDED && instances.size() > 1 && chance.strikes(Fault.SUSPENSION, 60);
    }

    /** The others run on; the group may miss it. */
    void whileSuspended(Instance instance) {
        suspended++;
        chance.say(() -> instance + " is suspended");
        if (chance.oneIn(2)) {
            instance.missed();
        }
        for (int i = chance.below(25); i > 0; i--) {
            round();
        }
        passes(Duration.ofMillis(chance.below(20_000)));
        chance.say(() -> instance + " goes on");
        suspended--;
    }

    long now() {
        return nanos;
    }

    void ticks() {
        nanos += chance.below(2_000_000);
    }

    void passes(Duration time) {
        nanos += time.toNanos();
    }
}
