package io.plumbline.streams.domain.scaling.live;

/**
 * What one node exchanged with all its peers in one window; null: not measured.
 *
 * @param bytesPerSecond sent and received
 * @param deliveredShare packets that arrived, 0 to 1
 */
public record TrafficLoad(int revision, Double bytesPerSecond, Double deliveredShare) {}
