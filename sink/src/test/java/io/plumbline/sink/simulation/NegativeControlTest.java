package io.plumbline.sink.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A simulation that finds nothing proves something only if it finds what is wrong on purpose. */
class NegativeControlTest {
    private static final int SCHEDULES = 500;

    @ParameterizedTest
    @MethodSource("names")
    void isCaughtWithinFiveHundredSchedules(String name) {
        Violation caught = null;
        for (long seed = 1; seed <= SCHEDULES && caught == null; seed++) {
            // made anew for each schedule: some remember
            caught = Schedule.violation(seed, Mutants.all().get(name));
        }

        assertThat(caught).as(name).isNotNull();
    }

    static Stream<String> names() {
        return Mutants.all().keySet().stream();
    }
}
