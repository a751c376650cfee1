package io.plumbline.producers.simulation;

/** Signs messages and puts them on links: along the sender's tree to all, or over one link. Whoever relays does the same. */
final class Sending {
    private final ClusterConfig config;
    private final Members members;
    private final Processors processors;
    private final Counters counters;
    private final Wires wires;
    private final Uplinks uplinks;
    private final Sizes sizes;
    private final EventQueue queue;
    private final long slowNanos;

    private final Routes[] routes = new Routes[2 * Faults.MOST_OUTAGES + 1];
    private final boolean outages;
    private final boolean limited;
    private int tree = -1;
    private long inFlight;
    private long retransmitted;

    /** @param slowNanos how long nodes that are slow on purpose hold back what they sign */
    Sending(
            ClusterConfig config,
            Members members,
            Processors processors,
            Counters counters,
            Wires wires,
            Uplinks uplinks,
            Sizes sizes,
            EventQueue queue,
            long slowNanos) {
        this.config = config;
        this.members = members;
        this.processors = processors;
        this.counters = counters;
        this.wires = wires;
        this.uplinks = uplinks;
        limited = uplinks.isLimited();
        this.sizes = sizes;
        this.queue = queue;
        this.slowNanos = slowNanos;
        outages = config.faults().hasOutages();
    }

    /** From now on new messages take these routes; those under way keep theirs. */
    void take(Routes next) {
        routes[++tree] = next;
    }

    /** The routes that a message under way takes. */
    Routes routesOf(long event) {
        return routes[Events.tree(event)];
    }

    long inFlight() {
        return inFlight;
    }

    void arrived() {
        inFlight--;
    }

    long retransmitted() {
        return retransmitted;
    }

    /** As {@link #broadcast}, and the sender reads it like the others. */
    void tellAll(int kind, int readKind, int slot, int origin, long now) {
        long ready = broadcast(kind, slot, origin, now);
        if (ready != Members.NEVER) {
            queue.add(ready, Events.at(readKind, slot, origin, origin));
        }
    }

    /**
     * Signs a message and sends it to all.
     *
     * @return when the sender has it itself; never, if it crashes before
     */
    long broadcast(int kind, int slot, int origin, long now) {
        Routes taken = routes[tree];
        int root = taken.index(origin, 0);
        int first = taken.firstChild(root);
        int last = taken.firstChild(root + 1);
        long signed = sign(origin, last - first, now);
        if (signed > members.nextCrash(origin)) {
            return Members.NEVER;
        }
        long ready = members.is(origin, Behaviour.SLOW) ? signed + slowNanos : signed;
        relay(taken, Events.of(kind, tree, slot, origin, 0), origin, first, last, ready, sizes.bytes(kind, slot));
        return ready;
    }

    /** Signs a message and sends it over one link. */
    void unicast(int kind, int slot, int origin, int to, long now) {
        long signed = sign(origin, 1, now);
        if (signed > members.nextCrash(origin)) {
            return;
        }
        long message = Events.of(kind, tree, slot, origin, to);
        if (limited) {
            queue.add(signed, Events.leaving(message));
        } else {
            send(message, origin, to, signed + config.costs().sendNanos(), sizes.bytes(kind, slot));
        }
    }

    /** A message waits for the uplink of the node at its place from now on; others that came before go first. */
    void leave(long event, long now) {
        long message = Events.message(event);
        int size = sizes.bytes(Events.kind(message), Events.slot(message));
        int origin = Events.origin(message);
        int place = Events.place(message);
        if (Events.kind(message) >= Events.SYNC_REQUEST) {
            send(message, origin, place, now + config.costs().sendNanos(), size);
            return;
        }
        Routes taken = routesOf(message);
        int index = taken.index(origin, place);
        sendCopies(taken, message, taken.node(index), taken.firstChild(index), taken.firstChild(index + 1), now, size);
    }

    /** What a node that crashed had not sent is lost. */
    void crashed(int node) {
        uplinks.reset(node);
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

    /** Hands a message on to the children on the tree, one copy after the other. */
    void relay(Routes taken, long event, int from, int first, int last, long at, int size) {
        if (!limited) {
            sendCopies(taken, event, from, first, last, at, size);
        } else if (first < last) { // others may come to the uplink before that
            queue.add(at, Events.leaving(event));
        }
    }

    private void sendCopies(Routes taken, long event, int from, int first, int last, long at, int size) {
        int root = taken.index(Events.origin(event), 0);
        long leaves = at;
        for (int child = first; child < last; child++) {
            leaves += config.costs().sendNanos();
            send((event & ~Events.PLACE_MASK) | child, from, taken.node(root + child), leaves, size);
        }
    }

    private void send(long event, int from, int to, long ready, int size) {
        long leaves = limited ? uplinks.sentAt(from, to, ready, size) : ready;
        if (limited && leaves > members.nextCrash(from)) {
            return;
        }
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
}
