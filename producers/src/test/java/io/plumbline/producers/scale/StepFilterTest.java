package io.plumbline.producers.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.settings.ConfigException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepFilterTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nodes=10..80                     | 12
            nodes=10,20                      | 6
            nodes=1000                       | 3
            byzantine=0.1                    | 8
            byzantine=0.1..0.2               | 16
            byzantine=0;nodes=640..1000      | 2
            condition=wan                    | 24
            topology=mesh;profile=standard   | 24
            environment=local_simulation     | 24
            test=comprehensive_scaling,other | 24
            """)
    void whatMeetsEveryConditionIsLeft(String filter, int steps) {
        List<Curve> left = StepFilter.of(List.of(filter.split(";"))).curves(Suites.find("comprehensive"));

        assertThat(left.stream().mapToInt(curve -> curve.steps().size()).sum()).isEqualTo(steps);
    }

    @Test
    void aCurveWithoutStepsIsGone() {
        assertThat(StepFilter.of(List.of("condition=lan")).curves(Suites.find("network")))
                .extracting(Curve::name)
                .containsExactly("network_impact_lan");
    }

    @Test
    void aSubsetMeasuresWithTheSeedsOfTheWhole() {
        Curve whole = StepFilter.of(List.of()).curves(Suites.find("byzantine")).get(1);
        Curve part = StepFilter.of(List.of("byzantine=0.1", "nodes=300"))
                .curves(Suites.find("byzantine"))
                .get(0);

        assertThat(part.steps().get(0).seed(7)).isEqualTo(whole.steps().get(2).seed(7));
        assertThat(whole.steps()).extracting(step -> step.seed(7)).doesNotHaveDuplicates();
        assertThat(part.steps().get(0).seed(7)).isNotEqualTo(part.steps().get(0).seed(8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nodes", "=10", "knots=10", "nodes=ten", "nodes=10..", "nodes="})
    void whatIsNoConditionIsRefused(String filter) {
        assertThatThrownBy(() -> StepFilter.of(List.of(filter)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("filter");
    }

    @Test
    void aFilterThatLeavesNothingIsRefused() {
        assertThatThrownBy(() -> StepFilter.of(List.of("nodes=7")).curves(Suites.find("quick")))
                .hasMessageContaining("no step of the suite meets the filter");
    }
}
