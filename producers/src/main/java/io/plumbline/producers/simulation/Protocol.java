package io.plumbline.producers.simulation;

import io.plumbline.settings.Settings;
import java.time.Duration;

/**
 * How the nodes agree.
 *
 * @param rotating whether each height has the next node as its first proposer; else node 0 proposes until it is voted out
 * @param pipeline heights that are decided at once: 1 waits for each decision before the next proposal
 * @param blockOperations operations that one proposal holds at most
 * @param operationBytes of an operation without its signature
 * @param viewTimeout patience with a proposer; zero: chosen from the paths and the work of a round
 * @param operationTimeout after which a client gives up an operation that nobody has proposed; one that was proposed it
 *     gives up after twice that
 * @param quorum votes that decide; 0: the safe number. Others are there to show what they break
 */
public record Protocol(
        boolean rotating,
        int pipeline,
        int blockOperations,
        int operationBytes,
        Duration viewTimeout,
        Duration operationTimeout,
        int quorum) {
    public static final Protocol DEFAULT = new Protocol(true, 1, 100, 256, Duration.ZERO, Duration.ofSeconds(10), 0);

    public Protocol {
        Settings.check(pipeline >= 1 && pipeline <= 64, "a pipeline has 1 to 64 heights, not " + pipeline);
        Settings.check(
                blockOperations >= 1 && blockOperations <= 100_000,
                "a proposal holds 1 to 100000 operations, not " + blockOperations);
        Settings.check(operationBytes >= 0, "an operation cannot have " + operationBytes + " bytes");
        Settings.check(!viewTimeout.isNegative(), "patience with a proposer cannot be negative");
        Settings.check(operationTimeout.compareTo(Duration.ZERO) > 0, "clients must wait for some time");
        Settings.check(quorum >= 0, "a quorum cannot be negative");
    }

    public Protocol withRotating(boolean given) {
        return new Protocol(given, pipeline, blockOperations, operationBytes, viewTimeout, operationTimeout, quorum);
    }

    public Protocol withPipeline(int given) {
        return new Protocol(rotating, given, blockOperations, operationBytes, viewTimeout, operationTimeout, quorum);
    }

    public Protocol withBlockOperations(int given) {
        return new Protocol(rotating, pipeline, given, operationBytes, viewTimeout, operationTimeout, quorum);
    }

    public Protocol withViewTimeout(Duration given) {
        return new Protocol(rotating, pipeline, blockOperations, operationBytes, given, operationTimeout, quorum);
    }

    public Protocol withQuorum(int given) {
        return new Protocol(rotating, pipeline, blockOperations, operationBytes, viewTimeout, operationTimeout, given);
    }

    /** Byzantine nodes that {@code nodes} can stand: the greatest f with 3f + 1 not above it. */
    public static int tolerated(int nodes) {
        return (nodes - 1) / 3;
    }

    /** Nodes among which one is correct for certain: as many answers as a client needs. */
    static int answering(int nodes) {
        return tolerated(nodes) + 1;
    }

    /**
     * Votes that decide: as many as come for certain although f nodes keep theirs. This is 2f + 1 where there are 3f + 1
     * nodes. Of other numbers of nodes two sets of 2f + 1 need not share a correct one; two of nodes - f always share f + 1.
     */
    public int quorumOf(int nodes) {
        return quorum > 0 ? Math.min(quorum, nodes) : nodes - tolerated(nodes);
    }
}
