package io.plumbline.streams.domain.alert;

import io.plumbline.streams.domain.window.Origin;
import io.plumbline.streams.domain.window.Series;

/**
 * What a watch said after one window of a series.
 *
 * @param nodeCount distinct nodes in that window; 0: not known
 * @param atMicros end of the window
 */
public record Sighting(Series series, String release, Origin origin, int nodeCount, long atMicros, Evidence evidence) {}
