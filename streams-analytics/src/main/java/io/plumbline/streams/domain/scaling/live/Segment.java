package io.plumbline.streams.domain.scaling.live;

import io.plumbline.streams.domain.scaling.live.RunMoment.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of time in which the same nodes take part.
 *
 * @param nodes 0: as many as each window has
 */
record Segment(long fromMicros, long toMicros, int nodes) {
    private static final Segment ALWAYS = new Segment(Long.MIN_VALUE, Long.MAX_VALUE, 0);

    /**
     * What is measured of a run: its stages but those to warm up and to cool down, or all of it where it has none.
     * What was before a run started, after it finished, or before its first stage is not.
     */
    static List<Segment> of(List<RunMoment> moments) {
        List<RunMoment> stages = moments.stream()
                .filter(moment -> moment.phase() == Phase.STAGE)
                .sorted(Comparator.comparingLong(RunMoment::atMicros))
                .toList();
        long end = moments.stream()
                .filter(moment -> moment.phase() == Phase.FINISHED)
                .mapToLong(RunMoment::atMicros)
                .max()
                .orElse(Long.MAX_VALUE);
        return stages.isEmpty() ? List.of(whole(moments, end)) : ofStages(stages, end);
    }

    private static List<Segment> ofStages(List<RunMoment> stages, long end) {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            RunMoment stage = stages.get(i);
            long to = i + 1 < stages.size() ? stages.get(i + 1).atMicros() : end;
            if (!stage.isAuxiliary()) {
                segments.add(new Segment(stage.atMicros(), Math.min(to, end), stage.nodes()));
            }
        }
        return segments;
    }

    private static Segment whole(List<RunMoment> moments, long end) {
        return moments.stream()
                .filter(moment -> moment.phase() == Phase.STARTED)
                .min(Comparator.comparingLong(RunMoment::atMicros))
                .map(started -> new Segment(started.atMicros(), end, started.nodes()))
                .orElse(new Segment(ALWAYS.fromMicros, end, 0));
    }
}
