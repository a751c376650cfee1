package io.plumbline.producers.simulation;

import java.util.Arrays;

/**
 * Brings messages from node to node: along the sender's tree, link by link. Each node on the way takes a message in,
 * verifies its signature, and only then hands it on and to the protocol.
 */
final class Transport {
    private final ClusterConfig config;
    private final Members members;
    private final Processors processors;
    private final Counters counters;
    private final Wires wires;
    private final Slots slots;
    private final EventQueue queue;
    private final Readers readers;

    private final Routes[] routes = new Routes[2 * Faults.MOST_OUTAGES + 1];
    private final boolean outages;
    private final int[] bytes = new int[Events.PROPOSAL_READ];
    private final long[] verifyNanos = new long[Events.PROPOSAL_READ];
    private int tree = -1;
    private long inFlight;
    private long missed;
    private long refused;
    private long retransmitted;

    /** Learns when a node has verified a message. */
    interface Readers {
        /** Votes come in such numbers that they are counted when they arrive, for the time when they will be verified. */
        void vote(int kind, int slot, int node, long verifiedAt);
    }

    Transport(
            ClusterConfig config,
            Members members,
            Processors processors,
            Counters counters,
            Wires wires,
            Slots slots,
            EventQueue queue,
            Readers readers) {
        this.config = config;
        this.members = members;
        this.processors = processors;
        this.counters = counters;
        this.wires = wires;
        this.slots = slots;
        this.queue = queue;
        this.readers = readers;
        outages = !config.faults().crashes().isEmpty()
                || !config.faults().partitions().isEmpty();
        int vote = config.costs().messageBytes() + config.signatures().signatureBytes();
        Arrays.fill(bytes, vote);
        Arrays.fill(verifyNanos, config.signatures().verifyNanos());
        int certificate = config.protocol().quorumOf(config.nodes());
        bytes[Events.SYNC_REPLY] = vote + certificate * vote;
        verifyNanos[Events.SYNC_REPLY] *= 1L + certificate;
    }

    /** From now on new messages take these routes; those under way keep theirs. */
    void take(Routes next) {
        routes[++tree] = next;
    }

    long inFlight() {
        return inFlight;
    }

    /** Messages that came to a node that was down. */
    long missed() {
        return missed;
    }

    long refused() {
        return refused;
    }

    long retransmitted() {
        return retransmitted;
    }

    /**
     * Signs a message and sends it to all.
     *
     * @param heldNanos how long the sender holds it back when it is signed
     * @return when the sender has it itself; never, if it crashes before
     */
    long broadcast(int kind, int slot, int origin, long now, long heldNanos) {
        Routes taken = routes[tree];
        int root = taken.index(origin, 0);
        int first = taken.firstChild(root);
        int last = taken.firstChild(root + 1);
        long signed = sign(origin, last - first, now);
        if (signed > members.nextCrash(origin)) {
            return Members.NEVER;
        }
        relay(
                taken,
                Events.of(kind, tree, slot, origin, 0),
                origin,
                first,
                last,
                signed + heldNanos,
                bytesOf(kind, slot));
        return signed + heldNanos;
    }

    /** Signs a message and sends it over one link. */
    void unicast(int kind, int slot, int origin, int to, long now) {
        long signed = sign(origin, 1, now);
        if (signed <= members.nextCrash(origin)) {
            send(
                    Events.of(kind, tree, slot, origin, to),
                    origin,
                    to,
                    signed + config.costs().sendNanos(),
                    bytesOf(kind, slot));
        }
    }

    private long sign(int node, int copies, long now) {
        int processor = processors.pick(node);
        long begin = Math.max(now, processors.freeAt(processor));
        long signed = begin + config.signatures().signNanos();
        long end = signed + copies * config.costs().sendNanos();
        processors.occupy(processor, end);
        counters.add(node, Counters.BUSY_NANOS, end - begin);
        return signed;
    }

    /** A message has come over a link. */
    void arrive(long event, long now) {
        inFlight--;
        int kind = Events.kind(event);
        int slot = Events.slot(event);
        int origin = Events.origin(event);
        int place = Events.place(event);
        boolean toAll = kind < Events.SYNC_REQUEST;
        Routes taken = routes[Events.tree(event)];
        int index = toAll ? taken.index(origin, place) : 0;
        int node = toAll ? taken.node(index) : place;
        if (outages && !members.isUp(node)) {
            missed++;
            return;
        }
        int size = bytesOf(kind, slot);
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
        relay(taken, event, node, first, last, verified, size);
        if (kind == Events.PREPARE || kind == Events.COMMIT) {
            readers.vote(kind, slot, node, verified);
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
        Proposal proposal = kind == Events.PROPOSAL ? slots.proposal(slot) : null;
        long signatures = proposal == null ? verifyNanos[kind] : proposal.verifyNanos;
        long verified = begin + config.costs().receiveNanos() + signatures;
        long end = verified + copies * config.costs().sendNanos();
        processors.occupy(processor, end);
        counters.add(node, Counters.BUSY_NANOS, end - begin);
        return verified;
    }

    /** Hands a message on to the children on the tree, one copy after the other. */
    private void relay(Routes taken, long event, int from, int first, int last, long at, int size) {
        int root = taken.index(Events.origin(event), 0);
        long leaves = at;
        for (int child = first; child < last; child++) {
            leaves += config.costs().sendNanos();
            send((event & ~Events.PLACE_MASK) | child, from, taken.node(root + child), leaves, size);
        }
    }

    private void send(long event, int from, int to, long leaves, int size) {
        if (outages && !members.reaches(from, to)) {
            counters.add(from, Counters.SENT, 1);
            counters.add(from, Counters.SENT_BYTES, size);
            counters.add(from, Counters.LOST, 1);
            return;
        }
        long delay = wires.delayNanos(from, to, event);
        long losses = wires.losses();
        counters.add(from, Counters.SENT, 1 + losses);
        counters.add(from, Counters.SENT_BYTES, (1 + losses) * size);
        if (losses > 0) {
            counters.add(from, Counters.LOST, losses);
            retransmitted += losses;
        }
        inFlight++;
        queue.add(leaves + delay, event);
    }

    private int bytesOf(int kind, int slot) {
        Proposal proposal = kind == Events.PROPOSAL ? slots.proposal(slot) : null;
        return proposal == null ? bytes[kind] : proposal.bytes;
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
