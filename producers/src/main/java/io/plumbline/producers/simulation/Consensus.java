package io.plumbline.producers.simulation;

import io.plumbline.producers.simulation.Height.Ballot;
import io.plumbline.producers.simulation.Proposal.Content;
import io.plumbline.producers.simulation.Proposal.Votes;
import java.util.List;

/**
 * How the nodes agree: PBFT (Castro and Liskov 1999) for each height by itself, as in Mir and ISS. A proposer sends its
 * proposal to all; who takes it votes to prepare it; who sees a quorum of these votes votes to commit it; a quorum of those
 * decides. Who waits too long votes for the next view and brings the highest proposal that it had prepared, which the next
 * proposer must repeat.
 */
final class Consensus implements Transport.Readers {
    private final ClusterConfig config;
    private final Protocol protocol;
    private final Members members;
    private final Slots slots;
    private final EventQueue queue;
    private final Workload workload;
    private final Counters counters;
    private final Tally tally;
    private final Observer observer;
    private final Links links;
    private final Timers timers;
    private Transport transport;

    private final int nodes;
    private final int quorum;
    private final int answering;
    private final long[] decided; // up to which height each node decided all
    private final int[] leader; // where proposers do not rotate: the view in which each node decided last
    private final int[] asked; // how often each node asked a neighbour for decisions
    private long top;
    private int topView;
    private long values;

    Consensus(
            ClusterConfig config,
            Members members,
            Slots slots,
            EventQueue queue,
            Workload workload,
            Counters counters,
            Tally tally,
            Observer observer,
            Links links,
            Timers timers) {
        this.config = config;
        this.protocol = config.protocol();
        this.members = members;
        this.slots = slots;
        this.queue = queue;
        this.workload = workload;
        this.counters = counters;
        this.tally = tally;
        this.observer = observer;
        this.links = links;
        this.timers = timers;
        nodes = config.nodes();
        quorum = protocol.quorumOf(nodes);
        answering = Protocol.tolerated(nodes) + 1;
        decided = new long[nodes];
        leader = new int[nodes];
        asked = new int[nodes];
    }

    void start(Transport given) {
        transport = given;
        for (int node = 0; node < nodes; node++) {
            timers.restart(node, 0);
        }
    }

    /** Takes an event that is none of the transport's. */
    void handle(long event, long now) {
        int slot = Events.slot(event);
        int node = Events.place(event);
        if (!members.isUp(node)) {
            return;
        }
        switch (Events.kind(event)) {
            case Events.PROPOSAL_READ, Events.PREPARED, Events.COMMITTED -> {
                if (slots.proposal(slot) != null) {
                    handle(Events.kind(event), node, slots.proposal(slot), now);
                }
            }
            case Events.VIEW_CHANGE_READ -> {
                if (slots.ballot(slot) != null) {
                    viewChangeRead(node, Events.origin(event), slots.ballot(slot), now);
                }
            }
            case Events.SYNC_REQUEST_READ -> answer(node, Events.origin(event), now);
            case Events.SYNC_REPLY_READ -> catchUp(node, Events.origin(event), slots.offered(slot), now);
            case Events.TIMER -> timerRang(node, slot, now);
            default -> throw new IllegalArgumentException("no event of the protocol: " + Events.kind(event));
        }
    }

    private void handle(int kind, int node, Proposal proposal, long now) {
        switch (kind) {
            case Events.PROPOSAL_READ -> proposalRead(node, proposal, now);
            case Events.PREPARED -> preparesReached(node, proposal, now);
            default -> commitsReached(node, proposal, now);
        }
    }

    @Override
    public void vote(int kind, int slot, int node, long verifiedAt) {
        Proposal proposal = slots.proposal(slot);
        if (proposal == null) {
            return;
        }
        Votes votes = kind == Events.PREPARE ? proposal.prepares : proposal.commits;
        expectQuorum(kind, proposal, node, votes.other(node, verifiedAt, quorum));
    }

    /** Operations wait: those who may propose do. */
    void operationsCame(long now) {
        if (protocol.rotating()) {
            for (long height = top + 1; height <= top + protocol.pipeline(); height++) {
                propose((int) (height % nodes), now);
            }
        } else {
            propose(topView % nodes, now);
        }
    }

    /** The node is back, or reaches others again. */
    void returned(int node, long now) {
        if (members.isUp(node)) {
            timers.restart(node, now);
            ask(node, now);
            propose(node, now);
        }
    }

    // Proposing

    /** Proposes for each height of the pipeline at which it is this node's turn. */
    private void propose(int node, long now) {
        if (members.is(node, Behaviour.SILENT) || !members.isUp(node)) {
            return;
        }
        long last = decided[node] + protocol.pipeline();
        for (long number = decided[node] + 1; number <= last && workload.hasWaiting(); number++) {
            Height height = slots.height(number);
            if (height != null && isTurnOf(node, height)) {
                propose(node, height, height.view[node], null, false, now);
            }
        }
    }

    private boolean isTurnOf(int node, Height height) {
        int view = enter(node, height);
        return !height.changedView[node] && view > height.proposedView && proposer(height.number, view) == node;
    }

    private void propose(int node, Height height, int view, Proposal repeated, boolean justified, long now) {
        height.proposedView = view;
        Content content = content(height, repeated, justified);
        if (repeated == null && members.is(node, Behaviour.EQUIVOCATING)) {
            send(node, height, view, values++, 0, content, now);
            send(node, height, view, values++, 1, content, now);
        } else {
            send(node, height, view, repeated == null ? values++ : repeated.value, Proposal.ALL, content, now);
        }
    }

    private Content content(Height height, Proposal repeated, boolean justified) {
        int signed = config.signatures().signatureBytes();
        int certificate = justified ? quorum : 0;
        List<Integer> operations = repeated == null ? operationsFor(height) : repeated.operations;
        int bytes = (1 + certificate) * (config.costs().messageBytes() + signed)
                + operations.size() * (protocol.operationBytes() + signed);
        long verifyNanos = config.signatures().verifyNanos() * (1L + certificate + operations.size());
        return new Content(operations, bytes, verifyNanos, justified);
    }

    private List<Integer> operationsFor(Height height) {
        if (height.first != null) { // decided already, unknown to the proposer: what it proposes comes to nothing
            return List.of();
        }
        height.proposals.forEach(dead -> workload.giveBack(dead.operations));
        return workload.take(protocol.blockOperations());
    }

    private void send(int node, Height height, int view, long value, int half, Content content, long now) {
        int slot = slots.nextProposal();
        Proposal proposal = new Proposal(slot, height, view, node, value, half, now, content, nodes);
        slots.put(proposal);
        long ready = transport.broadcast(Events.PROPOSAL, slot, node, now, held(node));
        if (ready != Members.NEVER) {
            queue.add(ready, Events.at(Events.PROPOSAL_READ, slot, node, node));
        }
    }

    // Voting

    private void proposalRead(int node, Proposal proposal, long now) {
        Height height = proposal.height;
        boolean correct = members.isCorrect(node);
        if (correct && !proposal.isMeantFor(node)) {
            return;
        }
        proposal.known[node] = true;
        if (isWelcome(node, proposal, now)) {
            Proposal before = height.accepted[node];
            if (before != null && before.value != proposal.value) {
                counters.add(node, Counters.EQUIVOCATIONS, 1);
            }
            if (before == null || members.is(node, Behaviour.EQUIVOCATING)) {
                height.accepted[node] = proposal;
                vote(Events.PREPARE, proposal, node, now);
            }
        }
        if (proposal.prepares.isReached(node)) {
            prepared(node, proposal, now);
        }
        if (proposal.commits.isReached(node)) {
            decide(node, proposal, now);
        }
    }

    /** A proposal of the view in which the node began, or of its own or a later one that a quorum voted for. */
    private boolean isWelcome(int node, Proposal proposal, long now) {
        Height height = proposal.height;
        int view = enter(node, height);
        boolean late = height.decided[node] != null || proposal.view < view;
        boolean needsJustification = proposal.view > view || height.changedView[node];
        if (late || (needsJustification && !proposal.justified)) {
            return false;
        }
        if (proposal.view > view) {
            height.moveTo(node, proposal.view);
            timers.restart(node, now);
        }
        return true;
    }

    private void vote(int kind, Proposal proposal, int node, long now) {
        if (members.is(node, Behaviour.SILENT)) {
            return;
        }
        long ready = transport.broadcast(kind, proposal.slot, node, now, held(node));
        if (ready != Members.NEVER) {
            Votes votes = kind == Events.PREPARE ? proposal.prepares : proposal.commits;
            expectQuorum(kind, proposal, node, votes.own(node, ready, quorum));
        }
    }

    private void expectQuorum(int kind, Proposal proposal, int node, long at) {
        if (at != Members.NEVER) {
            int reached = kind == Events.PREPARE ? Events.PREPARED : Events.COMMITTED;
            queue.add(at, Events.at(reached, proposal.slot, 0, node));
        }
    }

    private void preparesReached(int node, Proposal proposal, long now) {
        if (proposal.prepares.reach(node) && proposal.known[node]) {
            prepared(node, proposal, now);
        }
    }

    private void prepared(int node, Proposal proposal, long now) {
        Height height = proposal.height;
        if (proposal.prepared[node] || height.decided[node] != null) {
            return;
        }
        proposal.prepared[node] = true;
        Proposal before = height.prepared[node];
        if (before == null || proposal.view > before.view) {
            height.prepared[node] = proposal;
        }
        if (enter(node, height) == proposal.view && !proposal.votedCommit[node]) {
            proposal.votedCommit[node] = true;
            vote(Events.COMMIT, proposal, node, now);
        }
    }

    private void commitsReached(int node, Proposal proposal, long now) {
        if (proposal.commits.reach(node) && proposal.known[node]) {
            decide(node, proposal, now);
        }
    }

    // Deciding

    private void decide(int node, Proposal proposal, long now) {
        Height height = proposal.height;
        if (height.decided[node] != null) {
            return;
        }
        height.decided[node] = proposal;
        if (members.isCorrect(node)) {
            compare(proposal, now);
            observer.decided(node, proposal.madeAt, now - proposal.madeAt);
        }
        advance(node, proposal, now);
    }

    /** Correct nodes must agree; and when enough of them do, clients have their answer. */
    private void compare(Proposal proposal, long now) {
        Height height = proposal.height;
        if (height.first == null) {
            height.first = proposal;
            tally.rounds++;
            tally.neededMessages += (nodes - 1L) * (1 + 2L * quorum);
            for (Proposal other : height.proposals) {
                if (!other.operations.equals(proposal.operations)) {
                    workload.giveBack(other.operations);
                }
            }
        }
        if (height.first.value != proposal.value) {
            tally.safetyViolations++;
        } else if (++height.agreeing == answering) {
            workload.commit(proposal.operations, proposal.proposer, now);
        }
    }

    private void advance(int node, Proposal proposal, long now) {
        long before = decided[node];
        for (Height next = slots.height(before + 1);
                next != null && next.decided[node] != null;
                next = slots.height(decided[node] + 1)) {
            decided[node]++;
        }
        if (decided[node] == before) {
            return;
        }
        leader[node] = Math.max(leader[node], proposal.view);
        if (members.isCorrect(node)) {
            top = Math.max(top, decided[node]);
            topView = Math.max(topView, leader[node]);
        }
        timers.regainPatience(node);
        timers.restart(node, now);
        propose(node, now);
    }

    // Losing patience

    private void timerRang(int node, int slot, long now) {
        if (!timers.isLatest(node, slot)
                || members.is(node, Behaviour.SILENT)
                || members.is(node, Behaviour.INVALID_SIGNATURES)) {
            return;
        }
        Height height = slots.height(decided[node] + 1);
        boolean expects = height == null || height.isProposed() || workload.hasUnfinished();
        long since = expects ? Math.max(timers.since(node), workload.busySince()) : now;
        if (now < since + timers.patience(node)) {
            timers.ring(node, since);
            return;
        }
        ask(node, now);
        if (height != null) {
            observeImpatience(node, since, now);
            timers.losePatience(node);
            changeView(node, height, enter(node, height) + 1, now);
        }
        timers.restart(node, now);
    }

    private void observeImpatience(int node, long since, long now) {
        if (members.isCorrect(node)) {
            tally.viewChanges++;
            observer.viewChange(node, since, now - since);
        }
    }

    private void changeView(int node, Height height, int view, long now) {
        height.moveTo(node, view);
        Ballot ballot = slots.ballot(height, view);
        ballot.brought[node] = height.prepared[node];
        long ready = transport.broadcast(Events.VIEW_CHANGE, ballot.slot, node, now, held(node));
        if (ready != Members.NEVER) {
            queue.add(ready, Events.at(Events.VIEW_CHANGE_READ, ballot.slot, node, node));
        }
    }

    private void viewChangeRead(int node, int voter, Ballot ballot, long now) {
        Height height = ballot.height;
        int count = ballot.count(node, voter);
        if (height.decided[node] != null
                || members.is(node, Behaviour.SILENT)
                || members.is(node, Behaviour.INVALID_SIGNATURES)) {
            return;
        }
        if (count >= answering && enter(node, height) < ballot.view) { // a correct node is among these voters
            changeView(node, height, ballot.view, now);
            timers.restart(node, now);
        }
        if (count >= quorum
                && height.view[node] == ballot.view
                && height.proposedView < ballot.view
                && proposer(height.number, ballot.view) == node) {
            propose(node, height, ballot.view, ballot.best[node], true, now);
        }
    }

    // Catching up

    /** Asks the next neighbour that can be reached for what was decided. */
    private void ask(int node, long now) {
        int[] neighbours = links.neighbours(node);
        for (int tried = 0; tried < neighbours.length; tried++) {
            int other = neighbours[asked[node]++ % neighbours.length];
            if (members.reaches(node, other)) {
                transport.unicast(Events.SYNC_REQUEST, 0, node, other, now);
                return;
            }
        }
    }

    private void answer(int node, int asking, long now) {
        if (decided[node] > decided[asking] && !members.is(node, Behaviour.SILENT)) {
            transport.unicast(Events.SYNC_REPLY, slots.offer(decided[node]), node, asking, now);
        }
    }

    private void catchUp(int node, int teller, long upTo, long now) {
        while (decided[node] < upTo) {
            Height height = slots.height(decided[node] + 1);
            if (height == null) {
                decided[node]++; // so long ago that nobody knows the proposal any more: only that it was decided
            } else if (height.decided[node] == null && height.decided[teller] != null) {
                decide(node, height.decided[teller], now);
            } else {
                return;
            }
        }
    }

    // Turns and views

    private int enter(int node, Height height) {
        if (height.view[node] == Height.NOT_ENTERED) {
            height.view[node] = protocol.rotating() ? 0 : leader[node];
        }
        return height.view[node];
    }

    private int proposer(long height, int view) {
        return (int) ((protocol.rotating() ? height + view : view) % nodes);
    }

    private long held(int node) {
        return members.is(node, Behaviour.SLOW) ? timers.shortestPatience() / 2 : 0;
    }
}
