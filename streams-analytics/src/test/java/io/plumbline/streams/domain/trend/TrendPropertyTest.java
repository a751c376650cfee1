package io.plumbline.streams.domain.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.streams.domain.trend.TrendVerdict.Figures;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TrendPropertyTest {
    private static final double EXACTLY = 1e-9;

    @Property
    void turningValuesUpsideDownTurnsTheTrend(
            @ForAll @Size(min = 5, max = 60) List<@IntRange(max = 50) Integer> values) {
        Figures figures = figures(values, 1, 0);
        Figures turned = figures(values, -1, 0);

        assertThat(turned.significance().s()).isEqualTo(-figures.significance().s());
        assertThat(turned.significance().pValue())
                .isCloseTo(figures.significance().pValue(), within(EXACTLY));
        assertThat(turned.line().slope().value())
                .isCloseTo(-figures.line().slope().value(), within(EXACTLY));
        assertThat(turned.line().slope().low())
                .isCloseTo(-figures.line().slope().high(), within(EXACTLY));
    }

    @Property
    void whereValuesBeginDoesNotMatter(@ForAll @Size(min = 5, max = 60) List<@IntRange(max = 50) Integer> values) {
        Figures figures = figures(values, 1, 0);
        Figures raised = figures(values, 1, 1000);

        assertThat(raised.significance().pValue())
                .isCloseTo(figures.significance().pValue(), within(1e-6));
        assertThat(raised.line().slope().low()).isCloseTo(figures.line().slope().low(), within(EXACTLY));
        assertThat(raised.line().valueAt(7)).isCloseTo(figures.line().valueAt(7) + 1000, within(1e-6));
    }

    @Property
    void figuresStayWithinTheirBounds(@ForAll @Size(min = 5, max = 60) List<@IntRange(max = 5) Integer> values) {
        Figures figures = figures(values, 1, 0);
        Interval slope = figures.line().slope();

        assertThat(slope.low()).isLessThanOrEqualTo(slope.value());
        assertThat(slope.high()).isGreaterThanOrEqualTo(slope.value());
        assertThat(figures.significance().pValue()).isBetween(0.0, 1.0);
        assertThat(figures.significance().tau()).isBetween(-1.0, 1.0);
        assertThat(figures.spearman().orElse(0)).isBetween(-1.0, 1.0);
    }

    private static Figures figures(List<Integer> values, int sign, int offset) {
        return TrendDetector.figures(new Series(IntStream.range(0, values.size())
                .mapToObj(i -> new TimedValue(i, offset + sign * values.get(i)))
                .toList()));
    }
}
