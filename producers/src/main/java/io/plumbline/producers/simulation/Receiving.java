package io.plumbline.producers.simulation;

/** Takes messages in: a node verifies the signature of each, and only then hands it on and to the protocol. */
final class Receiving {
    private final ClusterConfig config;
    private final Members members;
    private final Processors processors;
    private final Counters counters;
    private final Sizes sizes;
    private final EventQueue queue;
    private final Sending sending;
    private final Votes votes;
    private final boolean outages;
    private long missed;
    private long refused;

    /** Learns when a node will have verified a vote: they come in such numbers that an event for each would cost too much. */
    interface Votes {
        void vote(int kind, int slot, int node, long verifiedAt);
    }

    Receiving(
            ClusterConfig config,
            Members members,
            Processors processors,
            Counters counters,
            Sizes sizes,
            EventQueue queue,
            Sending sending,
            Votes votes) {
        this.config = config;
        this.members = members;
        this.processors = processors;
        this.counters = counters;
        this.sizes = sizes;
        this.queue = queue;
        this.sending = sending;
        this.votes = votes;
        outages = config.faults().hasOutages();
    }

    /** Messages that came to a node that was down. */
    long missed() {
        return missed;
    }

    /** Messages for which a node had no memory. */
    long refused() {
        return refused;
    }

    /** A message has come over a link. */
    void arrive(long event, long now) {
        sending.arrived();
        int kind = Events.kind(event);
        int slot = Events.slot(event);
        int origin = Events.origin(event);
        int place = Events.place(event);
        boolean toAll = kind < Events.SYNC_REQUEST;
        Routes taken = sending.routesOf(event);
        int index = toAll ? taken.index(origin, place) : 0;
        int node = toAll ? taken.node(index) : place;
        if (outages && !members.isUp(node)) {
            missed++;
            return;
        }
        int size = sizes.bytes(kind, slot);
        counters.add(node, Counters.RECEIVED, 1);
        counters.add(node, Counters.RECEIVED_BYTES, size);
        if (!processors.hasRoom(node, now, size)) {
            refused++;
            return;
        }
        boolean valid = !members.is(origin, Behaviour.INVALID_SIGNATURES);
        int first = toAll && valid ? taken.firstChild(index) : 0;
        int last = toAll && valid ? taken.firstChild(index + 1) : 0;
        long verified = verify(node, kind, slot, last - first, now, size);
        if (outages && verified > members.nextCrash(node)) {
            return;
        }
        if (!valid) {
            counters.add(node, Counters.INVALID_SIGNATURES, 1);
            return;
        }
        sending.relay(taken, event, node, first, last, verified, size);
        if (kind == Events.PREPARE || kind == Events.COMMIT) {
            votes.vote(kind, slot, node, verified);
        } else {
            queue.add(verified, Events.at(readKind(kind), slot, origin, node));
        }
    }

    private long verify(int node, int kind, int slot, int copies, long now, int size) {
        int processor = processors.pick(node);
        long begin = processors.freeAt(processor);
        if (begin > now) {
            processors.keep(node, begin, size);
        } else {
            begin = now;
        }
        long verified = begin + config.costs().receiveNanos() + sizes.verifyNanos(kind, slot);
        long end = verified + copies * config.costs().sendNanos();
        processors.occupy(processor, end);
        counters.add(node, Counters.BUSY_NANOS, end - begin);
        return verified;
    }

    private static int readKind(int kind) {
        return switch (kind) {
            case Events.PROPOSAL -> Events.PROPOSAL_READ;
            case Events.VIEW_CHANGE -> Events.VIEW_CHANGE_READ;
            case Events.SYNC_REQUEST -> Events.SYNC_REQUEST_READ;
            case Events.SYNC_REPLY -> Events.SYNC_REPLY_READ;
            default -> throw new IllegalArgumentException("messages of kind " + kind + " are not read one by one");
        };
    }
}
