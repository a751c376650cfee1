package io.plumbline.streams.topology.store;

import io.plumbline.streams.domain.window.Slice;

/** One page about a slice: what changed in it by one commit. Of two pages that tell of a window, the later one is true. */
public record PageKey(Slice.Kind kind, long startMicros, int number) {}
