package io.plumbline.streams.domain.scaling.live;

import io.plumbline.streams.domain.score.Score;
import java.util.List;

/** The score of a system and run over one window. */
public record ScoredWindow(long startMicros, List<String> operations, Score score) {}
