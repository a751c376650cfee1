package io.plumbline.streams.topology.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.regression.watch.Metric;
import io.plumbline.streams.domain.regression.watch.Phase;
import io.plumbline.streams.domain.trend.watch.Drift;
import io.plumbline.streams.domain.trend.watch.DriftWatch;
import io.plumbline.streams.domain.trend.watch.SeriesTrend;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TrendCodecPropertyTest {
    @Property
    void aTrendComesBackAsItWas(
            @ForAll Metric metric,
            @ForAll Metric other,
            @ForAll Phase phase,
            @ForAll long micros,
            @ForAll @IntRange(min = 0) int number,
            @ForAll double figure,
            @ForAll String scope) {
        SeriesTrend.Window window = new SeriesTrend.Window(number, scope, Map.of(metric, figure));
        SeriesTrend.Window empty = new SeriesTrend.Window(0, "", Map.of());
        DriftWatch drift = new DriftWatch(phase, micros, number, new Drift(figure, -figure, 0.5, 0.01));
        SeriesTrend.State state =
                new SeriesTrend.State(number, Map.of(micros, window, ~micros, empty), Map.of(other, drift));

        byte[] bytes = Codecs.TREND.encode(new SeriesTrend(state));
        SeriesTrend back = Codecs.TREND.decode(bytes);
        assertThat(back.state()).isEqualTo(state);
        assertThat(Codecs.TREND.encode(back)).isEqualTo(bytes);
    }
}
