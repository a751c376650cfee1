package io.plumbline.producers.simulation;

/** How a node that lost patience or was away is told by its neighbours, one after the other, what was decided. */
final class CatchingUp {
    private final Shared shared;
    private final Links links;
    private final Deciding deciding;
    private final int[] asked; // how often each node asked a neighbour

    CatchingUp(Shared shared, Links links, Deciding deciding) {
        this.shared = shared;
        this.links = links;
        this.deciding = deciding;
        asked = new int[links.nodes()];
    }

    /** Asks the next neighbour that can be reached. */
    void ask(int node, long now) {
        int[] neighbours = links.neighbours(node);
        for (int tried = 0; tried < neighbours.length; tried++) {
            int other = neighbours[asked[node]++ % neighbours.length];
            if (shared.members().reaches(node, other)) {
                shared.sending().unicast(Events.SYNC_REQUEST, 0, node, other, now);
                return;
            }
        }
    }

    void answer(int node, int asking, long now) {
        long upTo = shared.turns().decided(node);
        if (upTo > shared.turns().decided(asking) && !shared.members().is(node, Behaviour.SILENT)) {
            shared.sending().unicast(Events.SYNC_REPLY, shared.slots().offer(upTo), node, asking, now);
        }
    }

    void answerRead(int node, int teller, int offer, long now) {
        long upTo = shared.slots().offered(offer);
        while (shared.turns().decided(node) < upTo) {
            Height height = shared.slots().height(shared.turns().decided(node) + 1);
            if (height == null) {
                shared.turns()
                        .decideNext(
                                node); // so long ago that nobody knows the proposal any more: only that it was decided
            } else if (height.decided[node] == null && height.decided[teller] != null) {
                deciding.decide(node, height.decided[teller], now);
            } else {
                return;
            }
        }
    }
}
