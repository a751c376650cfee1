package io.plumbline.streams.domain.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the windows of a node's transport say of health.
 *
 * @param loss of the share of packets lost
 * @param connections of the share of connections that were tried and not made
 * @param roundTrip of the 95th percentile, in nanoseconds; empty: it is not judged
 */
public record TransportRules(Limits loss, Limits connections, Optional<Limits> roundTrip) {
    public List<Reason> judge(TransportFigures window) {
        List<Reason> reasons = new ArrayList<>();
        if (window.packetsSent() != null && window.packetsLost() != null) {
            aspect(window, Code.PACKET_LOSS)
                    .judged(window.period(), loss, window.packetsLost(), window.packetsSent(), "packets were lost")
                    .ifPresent(reasons::add);
        }
        long tried = window.connectionsTried();
        aspect(window, Code.CONNECTIONS)
                .judged(window.period(), connections, tried - window.connectionsMade(), tried, "connections failed")
                .ifPresent(reasons::add);
        roundTrip(window).ifPresent(reasons::add);
        return reasons;
    }

    private Optional<Reason> roundTrip(TransportFigures window) {
        Double nanos = window.roundTripP95Nanos();
        if (nanos == null) {
            return Optional.empty();
        }
        String text = "P95 of the round trip is " + Unit.NANOS.text(nanos);
        return roundTrip.map(
                limits -> aspect(window, Code.ROUND_TRIP).judged(window.period(), limits, nanos, Unit.NANOS, text));
    }

    private static Aspect aspect(TransportFigures window, Code code) {
        return new Aspect(window.node(), Components.NETWORK, code, "");
    }
}
