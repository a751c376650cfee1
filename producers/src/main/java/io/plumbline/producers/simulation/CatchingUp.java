package io.plumbline.producers.simulation;

/** How a node that lost patience or was away is told by its neighbours, one after the other, what was decided. */
final class CatchingUp {
    private final Members members;
    private final Links links;
    private final Slots slots;
    private final Turns turns;
    private final Sending sending;
    private final Deciding deciding;
    private final int[] asked; // how often each node asked a neighbour

    CatchingUp(Members members, Links links, Slots slots, Turns turns, Sending sending, Deciding deciding) {
        this.members = members;
        this.links = links;
        this.slots = slots;
        this.turns = turns;
        this.sending = sending;
        this.deciding = deciding;
        asked = new int[links.nodes()];
    }

    /** Asks the next neighbour that can be reached. */
    void ask(int node, long now) {
        int[] neighbours = links.neighbours(node);
        for (int tried = 0; tried < neighbours.length; tried++) {
            int other = neighbours[asked[node]++ % neighbours.length];
            if (members.reaches(node, other)) {
                sending.unicast(Events.SYNC_REQUEST, 0, node, other, now);
                return;
            }
        }
    }

    void answer(int node, int asking, long now) {
        long upTo = turns.decided(node);
        if (upTo > turns.decided(asking) && !members.is(node, Behaviour.SILENT)) {
            sending.unicast(Events.SYNC_REPLY, slots.offer(upTo), node, asking, now);
        }
    }

    void answerRead(int node, int teller, int offer, long now) {
        long upTo = slots.offered(offer);
        while (turns.decided(node) < upTo) {
            Height height = slots.height(turns.decided(node) + 1);
            if (height == null) {
                turns.decideNext(node); // so long ago that nobody knows the proposal any more: only that it was decided
            } else if (height.decided[node] == null && height.decided[teller] != null) {
                deciding.decide(node, height.decided[teller], now);
            } else {
                return;
            }
        }
    }
}
