package io.plumbline.producers.simulation;

import java.time.Duration;
import java.util.List;

/** One cluster while it is simulated: puts the parts together and lets events happen in their order. */
final class Cluster {
    private static final long TICK_NANOS = 1_000_000_000;
    private static final int STRETCHES_OF_A_LATENCY = 1024;

    private final ClusterConfig config;
    private final Observer observer;
    private final EventQueue queue;
    private final Members members;
    private final Links links;
    private final Outages outages;
    private final Counters counters;
    private final Processors processors;
    private final Sending sending;
    private final Receiving receiving;
    private final Workload workload;
    private final Consensus consensus;
    private final Tally tally = new Tally();
    private final int operationBytes;
    private Reading lastTick;
    private long heldBack = -1; // time of an event that was taken, but lies behind the last stop

    Cluster(ClusterConfig config, long seed, Observer observer) {
        this.config = config;
        this.observer = observer;
        Draws draws = new Draws(seed);
        int nodes = config.nodes();
        Placement placement = new Placement(config);
        queue = new EventQueue(config.condition().maxLatencyNanos() / STRETCHES_OF_A_LATENCY);
        members = new Members(nodes, config.faults(), draws);
        links = Links.of(config.topology(), nodes, draws.of("links"));
        outages = new Outages(config.faults(), members, draws);
        counters = new Counters(nodes);
        processors = Capacity.of(config, placement, links);
        operationBytes =
                config.protocol().operationBytes() + config.signatures().signatureBytes();
        workload = new Workload(
                config.offeredPerSecond(),
                config.protocol().operationTimeout().toNanos(),
                draws.of("operations"),
                this::ended);
        Slots slots = new Slots(nodes);
        Sizes sizes = new Sizes(config, slots);
        Wires wires = new Wires(placement, draws.of("wires"));
        Uplinks uplinks = new Uplinks(placement, nodes);
        Routes routes = routes();
        long patience = Capacity.patienceNanos(config, placement, links, routes);
        Timers timers = new Timers(queue, nodes, patience);
        sending = new Sending(config, members, processors, counters, wires, uplinks, sizes, queue, patience / 2);
        sending.take(routes);
        Turns turns = new Turns(config.protocol(), config.nodes());
        Shared shared = new Shared(config, members, slots, turns, workload, timers, sending, tally, observer);
        consensus = new Consensus(shared, links, queue, counters);
        receiving = new Receiving(config, members, processors, counters, sizes, queue, sending, consensus.votes());
        consensus.start();
        lastTick = reading(0);
    }

    SimulationResult run(Duration warmup, Duration measured) {
        long begin = warmup.toNanos();
        long end = begin + measured.toNanos();
        for (int i = 0; i < outages.size(); i++) {
            queue.add(outages.at(i), Events.at(Events.OUTAGE, i, 0, 0));
        }
        queue.add(workload.nextAt(), Events.at(Events.CLIENT, 0, 0, 0));
        queue.add(TICK_NANOS, Events.at(Events.TICK, 0, 0, 0));
        runUntil(begin);
        Reading before = reading(begin);
        tally.reset();
        processors.takeGreatestBytes();
        runUntil(end);
        return reading(end).since(before, tally, processors, measured);
    }

    private void runUntil(long stop) {
        if (heldBack >= stop) {
            return;
        }
        if (heldBack >= 0) {
            happen(queue.event(), heldBack);
            heldBack = -1;
        }
        while (queue.next()) { // clients and ticks never end
            if (queue.time() >= stop) {
                heldBack = queue.time();
                return;
            }
            happen(queue.event(), queue.time());
        }
    }

    private void happen(long event, long now) {
        int kind = Events.kind(event);
        if (kind < Events.PROPOSAL_READ) {
            if (Events.isLeaving(event)) {
                sending.leave(event, now);
            } else {
                receiving.arrive(event, now);
            }
        } else if (kind < Events.CLIENT) {
            consensus.handle(event, now);
        } else if (kind == Events.CLIENT) {
            clientsAct(now);
        } else if (kind == Events.OUTAGE) {
            outage(Events.slot(event), now);
        } else {
            tick(now);
        }
    }

    private void clientsAct(long now) {
        boolean idle = !workload.hasWaiting();
        workload.advance(now);
        if (idle && workload.hasWaiting()) {
            consensus.operationsCame(now);
        }
        queue.add(workload.nextAt(), Events.at(Events.CLIENT, 0, 0, 0));
    }

    private void outage(int index, long now) {
        List<Integer> back = outages.happen(index);
        for (int node : outages.crashing(index)) {
            processors.reset(node, now);
            sending.crashed(node);
        }
        sending.take(routes());
        for (int node : back) {
            consensus.returned(node, now);
        }
    }

    private Routes routes() {
        return new Routes(links, members::isUp, members::sameGroup);
    }

    private void ended(int operation, int proposer, long intendedNanos, long now, boolean committed) {
        if (committed) {
            tally.latency.record(now - intendedNanos);
        } else {
            tally.failed++;
        }
        int node = committed ? proposer : operation % config.nodes();
        observer.operation(node, intendedNanos, now - intendedNanos, committed, operationBytes);
    }

    private void tick(long now) {
        if (observer != Observer.NONE) {
            Reading reading = reading(now);
            for (int node = 0; node < config.nodes(); node++) {
                observer.interval(reading.interval(node, lastTick, members.isUp(node), processors));
            }
            lastTick = reading;
        }
        queue.add(now + TICK_NANOS, Events.at(Events.TICK, 0, 0, 0));
    }

    private Reading reading(long now) {
        return new Reading(now, counters, processors, sending, receiving);
    }
}
