package io.plumbline.producers.simulation;

/**
 * What an event is about, in one long: its kind, which routes its message follows, which proposal, ballot or offer it
 * belongs to, who sent it first, and the place on that sender's tree; of events within a node, the node.
 */
final class Events {
    static final int PROPOSAL = 0;
    static final int PREPARE = 1;
    static final int COMMIT = 2;
    static final int VIEW_CHANGE = 3;
    static final int SYNC_REQUEST = 4;
    static final int SYNC_REPLY = 5;
    /** Kinds from here on are no messages between nodes. */
    static final int PROPOSAL_READ = 6;

    static final int PREPARED = 7;
    static final int COMMITTED = 8;
    static final int VIEW_CHANGE_READ = 9;
    static final int SYNC_REQUEST_READ = 10;
    static final int SYNC_REPLY_READ = 11;
    static final int TIMER = 12;
    static final int CLIENT = 13;
    static final int OUTAGE = 14;
    static final int TICK = 15;

    static final int PLACE_MASK = 0xFFFF;

    private static final int ORIGIN_MASK = 0x7FFF;
    private static final long LEAVING = 1L << 31; // above the origin, of which there are fewer than its bits could tell

    private Events() {}

    static long of(int kind, int tree, int slot, int origin, int place) {
        return (long) kind << 60 | (long) tree << 56 | (slot & 0xFFFFL) << 32 | (long) origin << 16 | place;
    }

    /** Within a node. */
    static long at(int kind, int slot, int origin, int node) {
        return of(kind, 0, slot, origin, node);
    }

    static int kind(long event) {
        return (int) (event >>> 60);
    }

    static int tree(long event) {
        return (int) (event >>> 56) & 0xF;
    }

    static int slot(long event) {
        return (int) (event >>> 32) & 0xFFFF;
    }

    static int origin(long event) {
        return (int) (event >>> 16) & ORIGIN_MASK;
    }

    static int place(long event) {
        return (int) event & PLACE_MASK;
    }

    /** That the node at the message's place is about to send it on, where that has to wait for its uplink. */
    static long leaving(long message) {
        return message | LEAVING;
    }

    static boolean isLeaving(long event) {
        return (event & LEAVING) != 0;
    }

    /** The message that is about to leave. */
    static long message(long leaving) {
        return leaving & ~LEAVING;
    }
}
