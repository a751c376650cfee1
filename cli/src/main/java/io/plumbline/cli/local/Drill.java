package io.plumbline.cli.local;

import io.plumbline.producers.agent.Agent;
import io.plumbline.producers.exercise.Exercise;
import io.plumbline.producers.exercise.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Real work on every agent that takes longer for a while, so that one can see what the pipeline makes of it. One kind of
 * work stays as it is: nothing should be said of that.
 */
final class Drill implements AutoCloseable {
    private static final Set<Work> SLOWED = Set.of(Work.HASH, Work.SORT);

    private final SlowDown plan;
    private final LiveDisplay display;
    private final List<Exercise> slowed = new ArrayList<>();
    private final List<Exercise> all = new ArrayList<>();
    private double factor = 1;

    private Drill(SlowDown plan, LiveDisplay display) {
        this.plan = plan;
        this.display = display;
    }

    /** @param plan null: no drill, nothing runs */
    static Drill start(SlowDown plan, List<Agent> agents, LiveDisplay display) {
        Drill drill = new Drill(plan, display);
        if (plan != null) {
            agents.forEach(drill::exercise);
        }
        return drill;
    }

    /** Does what is planned for this time. */
    void at(Duration elapsed) {
        double planned = plan == null ? 1 : plan.factorAt(elapsed);
        if (planned != factor) {
            factor = planned;
            slowed.forEach(exercise -> exercise.setFactor(planned));
            display.say("drill: %s and %s do %s from %s on"
                    .formatted(
                            Work.HASH.operation(),
                            Work.SORT.operation(),
                            planned > 1 ? "%.0f %% more work".formatted(plan.percent()) : "their usual work",
                            Instant.now().truncatedTo(ChronoUnit.MILLIS)));
        }
    }

    @Override
    public void close() {
        all.forEach(Exercise::close);
    }

    private void exercise(Agent agent) {
        for (Work work : Work.values()) {
            Exercise exercise = Exercise.start(work, agent.recorder(work.operation()));
            all.add(exercise);
            if (SLOWED.contains(work)) {
                slowed.add(exercise);
            }
        }
    }
}
