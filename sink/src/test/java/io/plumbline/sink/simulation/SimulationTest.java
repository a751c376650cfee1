package io.plumbline.sink.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The sink's core through thousands of schedules of faults. {@code -Dsimulation.schedules=N} runs more of them,
 * {@code -Dsimulation.seed=N} one alone, with its trace.
 */
class SimulationTest {
    private static final int SCHEDULES = Integer.getInteger("simulation.schedules", 10_000);
    private static final int ENOUGH = 10_000;
    private static final long FIRST_SEED = 1;

    /** The calls of ports. */
    private static final List<String> CALLS = List.of(
            "db.advance",
            "db.claim",
            "db.commit",
            "db.copy",
            "db.evict",
            "db.merge",
            "db.open",
            "db.prepare",
            "db.quarantine",
            "db.skip",
            "db.stage",
            "kafka.bounds",
            "kafka.join",
            "kafka.poll",
            "kafka.unread");

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
        if (SCHEDULES >= ENOUGH) { // what never happened proves nothing
            assertThat(hits).containsOnlyKeys(Fault.values());
            assertThat(interrupted.keySet()).containsExactlyInAnyOrderElementsOf(interruptions());
        }
    }

    private static List<String> interruptions() {
        return CALLS.stream()
                .flatMap(call -> Stream.of(call + " crash", call + " suspension"))
                .toList();
    }
}
