package io.plumbline.sink.simulation;

import io.plumbline.sink.core.CoreConfig;
import io.plumbline.sink.core.SinkCore;
import io.plumbline.sink.core.SinkStoppedException;

/** A process with a sink in it. */
final class Instance {
    private final World world;
    private final int number;
    private final CoreConfig config;
    private final SimulatedSource source;
    private final SinkCore core;
    private boolean started;
    private boolean busy;
    private boolean dead;

    Instance(World world, int number, CoreConfig config, Mutant mutant) {
        this.world = world;
        this.number = number;
        this.config = config;
        this.source = new SimulatedSource(world, this);
        this.core = new SinkCore(
                config,
                mutant.source(source),
                mutant.decoder(record -> Sent.decode(record, world.registryDown)),
                () -> {
                    enter("db.open");
                    if (world.database.down || world.chance.strikes(Fault.CONNECTION_REFUSED, 60)) {
                        throw SimulatedDatabase.error("08001", "");
                    }
                    return mutant.session(world, this);
                },
                new SilentJournal(world, this),
                world::now,
                world.chance::next,
                this::transact);
    }

    boolean dead() {
        return dead;
    }

    boolean idle() {
        return !dead && !busy;
    }

    /** One round, which may end in its death. */
    void step() {
        busy = true;
        try {
            if (!started) {
                started = true;
                core.start();
            }
            core.step();
        } catch (Crash e) {
            world.chance.say(() -> this + " died");
        } catch (SinkStoppedException e) {
            dead = true;
            Violation.unless(!config.acceptGaps(), () -> "stopped at a gap that was accepted: " + e.gap());
            world.stopped(e.gap());
        } finally {
            busy = false;
        }
    }

    /** At every call of a port: here the process may die, or be suspended while the others go on. */
    void enter(String call) {
        if (dead) {
            throw new Crash();
        }
        world.chance.say(() -> this + " " + call + " at " + world.now() / 1_000_000 + " ms");
        world.ticks();
        if (world.chance.strikes(Fault.CRASH, 300)) {
            world.chance.interrupted.merge(call + " crash", 1, Integer::sum);
            dead = true;
            throw new Crash();
        }
        if (world.suspends(this)) {
            world.chance.interrupted.merge(call + " suspension", 1, Integer::sum);
            world.whileSuspended(this);
        }
    }

    /** Now, or when its end is waited for: what the core does meanwhile comes before it. */
    private void transact(Runnable transaction) {
        if (!world.chance.strikes(Fault.TRANSACTION_OVERTAKEN, 3)) {
            transaction.run();
        }
    }

    /** The group misses it, or takes it for lost. */
    void missed() {
        world.kafka.leave(source);
    }

    boolean caughtUp() {
        return core.ready();
    }

    @Override
    public String toString() {
        return "sink" + number;
    }
}
