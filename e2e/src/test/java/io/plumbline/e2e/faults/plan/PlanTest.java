package io.plumbline.e2e.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.e2e.faults.fault.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final List<Kind> ALL = List.of(Kind.values());

    @Test
    void theSameSeedGivesTheSamePlan() {
        assertThat(Plan.draw(7, 50, ALL, 3)).isEqualTo(Plan.draw(7, 50, ALL, 3));
        assertThat(Plan.draw(7, 50, ALL, 3)).isNotEqualTo(Plan.draw(8, 50, ALL, 3));
    }

    @Test
    void killsAsManyAsWantedAndBreaksEverythingElseAtLeastOnce() {
        Plan plan = Plan.draw(1, 10, ALL, 2);

        assertThat(plan.kills()).isEqualTo(10);
        assertThat(plan.steps()).extracting(Step::kind).contains(Kind.values());
    }

    @Test
    void takesOnlyWhatIsAllowed() {
        Plan plan = Plan.draw(1, 5, List.of(Kind.SINK_KILL, Kind.COMMIT_LOST), 1);

        assertThat(plan.steps()).extracting(Step::kind).containsOnly(Kind.SINK_KILL, Kind.COMMIT_LOST);
        assertThat(plan.kills()).isEqualTo(5);
        assertThat(plan.volleys()).allMatch(volley -> volley.size() == 1);
    }

    @Test
    void whatComesTogetherNeedsDifferentThings() {
        Plan plan = Plan.draw(3, 60, ALL, 4);

        assertThat(plan.volleys()).anyMatch(volley -> volley.size() > 2);
        for (List<Step> volley : plan.volleys()) {
            for (Step step : volley) {
                assertThat(volley)
                        .filteredOn(other -> !other.equals(step))
                        .allMatch(other -> other.kind().goesWith(step.kind()));
            }
        }
    }
}
