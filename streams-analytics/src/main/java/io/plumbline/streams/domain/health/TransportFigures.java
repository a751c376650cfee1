package io.plumbline.streams.domain.health;

/**
 * What a window says of a node's way to all its peers together.
 *
 * @param packetsSent null where nobody counted, like {@code packetsLost}
 * @param roundTripP95Nanos null where there was none
 */
public record TransportFigures(
        String node,
        Period period,
        long connectionsTried,
        long connectionsMade,
        Long packetsSent,
        Long packetsLost,
        Double roundTripP95Nanos) {
    public TransportFigures {
        if (connectionsMade < 0 || connectionsMade > connectionsTried) {
            throw new IllegalArgumentException(
                    connectionsMade + " connections made of " + connectionsTried + " cannot be");
        }
        if (packetsSent != null && packetsLost != null && (packetsLost < 0 || packetsLost > packetsSent)) {
            throw new IllegalArgumentException(packetsLost + " packets lost of " + packetsSent + " cannot be");
        }
    }
}
