package io.plumbline.producers.network;

import io.plumbline.producers.agent.Agent;
import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.schemas.event.TransportSample;
import io.plumbline.schemas.topic.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Rounds as transport samples. A transfer is a sample of its own that covers only the transfer's time, because throughput
 * is over measured time (ADR 0013); each round trip is one, because a sample has one; connections and datagrams are in
 * the last one, which covers the round.
 */
public final class TransportSamples implements Consumer<Round> {
    private final Agent agent;
    private final Topic<TransportSample> topic;
    private long sequence;

    public TransportSamples(Agent agent, Topic<TransportSample> topic) {
        this.agent = agent;
        this.topic = topic;
    }

    /** For several monitors: each calls it from a thread of its own. */
    @Override
    public synchronized void accept(Round round) {
        for (TransportSample sample : of(round, agent.identity(), agent.boot(), sequence, agent::wallClock)) {
            sequence++;
            agent.publish(topic, sample, sample.getSampledAt());
        }
    }

    /** @param clock the wall-clock time of a time of {@link System#nanoTime} */
    static List<TransportSample> of(
            Round round, NodeIdentity identity, String boot, long first, LongFunction<Instant> clock) {
        List<TransportSample> samples = new ArrayList<>();
        TransportSample.Builder header = TransportSample.newBuilder()
                .setSystem(identity.system())
                .setRun(identity.run())
                .setNode(identity.node())
                .setRelease(identity.release())
                .setOrigin(identity.origin())
                .setBoot(boot)
                .setPeer(round.peer().toString());
        for (Transfer transfer : round.transfers()) {
            var sample = at(header, clock.apply(transfer.startNanos() + transfer.nanos()), transfer.nanos());
            boolean up = transfer.direction() == Transfer.Direction.UPLOAD;
            samples.add((up ? sample.setSentBytes(transfer.bytes()) : sample.setReceivedBytes(transfer.bytes()))
                    .setSequence(first + samples.size())
                    .build());
        }
        Instant end = clock.apply(round.endNanos());
        long nanos = round.endNanos() - round.startNanos();
        for (long roundTrip : round.roundTripNanos()) {
            samples.add(at(header, end, nanos)
                    .setRoundTripNanos(roundTrip)
                    .setSequence(first + samples.size())
                    .build());
        }
        samples.add(at(header, end, nanos)
                .setConnectNanos(round.connectNanos())
                .setConnectionsTried(round.connectionsTried())
                .setConnectionsMade(round.connectionsMade())
                .setPacketsSent(
                        round.loss() == null ? null : (Long) round.loss().sent())
                .setPacketsLost(
                        round.loss() == null ? null : (Long) round.loss().lost())
                .setSequence(first + samples.size())
                .build());
        return samples;
    }

    private static TransportSample.Builder at(TransportSample.Builder header, Instant end, long nanos) {
        return TransportSample.newBuilder(header).setSampledAt(end).setIntervalNanos(nanos);
    }
}
