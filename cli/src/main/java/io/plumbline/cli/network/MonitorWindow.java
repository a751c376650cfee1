package io.plumbline.cli.network;

import io.plumbline.producers.figure.Distribution;
import io.plumbline.producers.figure.Samples;
import io.plumbline.producers.network.DatagramLoss;
import io.plumbline.producers.network.Round;
import io.plumbline.producers.network.Transfer;
import io.plumbline.streams.domain.health.Period;
import io.plumbline.streams.domain.health.Reason;
import io.plumbline.streams.domain.health.Status;
import io.plumbline.streams.domain.health.TransportFigures;
import io.plumbline.streams.domain.health.TransportRules;
import io.plumbline.streams.domain.transport.NetworkTier;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The last rounds, as one line. For one thread. */
final class MonitorWindow {
    private static final int ROUNDS = 10;

    private final TransportRules rules;
    private final Deque<Round> rounds = new ArrayDeque<>();

    MonitorWindow(TransportRules rules) {
        this.rules = rules;
    }

    MonitorLine add(Round round, Instant now) {
        rounds.addLast(round);
        if (rounds.size() > ROUNDS) {
            rounds.removeFirst();
        }
        Distribution roundTrips = roundTrips();
        Long sent = packets(DatagramLoss::sent);
        Long lost = packets(DatagramLoss::lost);
        long tried = rounds.stream().mapToLong(Round::connectionsTried).sum();
        long made = rounds.stream().mapToLong(Round::connectionsMade).sum();
        Double up = bits(Transfer.Direction.UPLOAD);
        Double down = bits(Transfer.Direction.DOWNLOAD);
        List<Reason> reasons = rules.judge(new TransportFigures(
                round.peer().toString(),
                Period.moment(ChronoUnit.MICROS.between(Instant.EPOCH, now)),
                tried,
                made,
                sent,
                lost,
                roundTrips == null ? null : (Double) roundTrips.p95().value()));
        return new MonitorLine(
                now.toString(),
                round.peer().toString(),
                up,
                down,
                roundTrips == null ? null : (Double) roundTrips.p50().value(),
                roundTrips == null ? null : (Double) roundTrips.p95().value(),
                roundTrips == null ? null : (Double) roundTrips.p99().value(),
                tried,
                made,
                sent,
                lost,
                tier(up, down),
                Status.worst(reasons.stream().map(Reason::status).toList()),
                reasons.stream()
                        .filter(reason -> reason.status().isBad())
                        .map(Reason::text)
                        .toList(),
                round.failure());
    }

    private Distribution roundTrips() {
        Samples nanos = new Samples();
        rounds.forEach(round -> round.roundTripNanos().forEach(nanos::record));
        return nanos.distribution();
    }

    /** Bytes over the time that moved them; null if none were moved. */
    private Double bits(Transfer.Direction direction) {
        List<Transfer> transfers = rounds.stream()
                .flatMap(round -> round.transfers().stream())
                .filter(transfer -> transfer.direction() == direction)
                .toList();
        double nanos = transfers.stream().mapToDouble(Transfer::nanos).sum();
        double bytes = transfers.stream().mapToDouble(Transfer::bytes).sum();
        return transfers.isEmpty() ? null : (Double) (8e9 * bytes / nanos);
    }

    private Long packets(ToLongFunction<DatagramLoss> figure) {
        List<DatagramLoss> counted =
                rounds.stream().map(Round::loss).filter(Objects::nonNull).toList();
        return counted.isEmpty()
                ? null
                : (Long) counted.stream().mapToLong(figure).sum();
    }

    private static NetworkTier tier(Double up, Double down) {
        return Stream.of(up == null ? 0 : up, down == null ? 0 : down)
                .max(Double::compare)
                .filter(bits -> bits > 0)
                .map(NetworkTier::of)
                .orElse(null);
    }
}
