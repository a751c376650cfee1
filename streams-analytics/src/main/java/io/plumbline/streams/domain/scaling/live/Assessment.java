package io.plumbline.streams.domain.scaling.live;

import io.plumbline.streams.domain.window.Origin;
import java.util.List;

/**
 * What is new of a system and run.
 *
 * @param isFinal whether the run has finished
 */
public record Assessment(
        RunKey run, Origin origin, boolean isFinal, List<OperationScaling> scaling, List<ScoredWindow> scores) {}
