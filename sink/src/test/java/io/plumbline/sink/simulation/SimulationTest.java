package io.plumbline.sink.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The sink's core through thousands of schedules of faults. {@code -Dsimulation.schedules=N} runs more of them,
 * {@code -Dsimulation.seed=N} one alone, with its trace.
 */
class SimulationTest {
    private static final int SCHEDULES = Integer.getInteger("simulation.schedules", 10_000);
    private static final long FIRST_SEED = 1;

    @Test
    void everyRecordHasItsFateInEverySchedule() {
        Long seed = Long.getLong("simulation.seed");
        if (seed != null) {
            System.out.println(Schedule.trace(seed, Mutant.NONE));
            Schedule.run(seed, Mutant.NONE);
            return;
        }
        Map<Fault, Integer> hits = new EnumMap<>(Fault.class);
        Map<String, Integer> interrupted = new TreeMap<>();
        for (long s = FIRST_SEED; s < FIRST_SEED + SCHEDULES; s++) {
            Chance chance = Schedule.run(s, Mutant.NONE);
            chance.hits.forEach((fault, count) -> hits.merge(fault, count, Integer::sum));
            chance.interrupted.forEach((call, count) -> interrupted.merge(call, count, Integer::sum));
        }
        System.out.println("simulation schedules=" + SCHEDULES + " hits=" + hits + " interrupted=" + interrupted);
        assertThat(hits).containsOnlyKeys(Fault.values());
    }
}
