package io.plumbline.streams.topology.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.scaling.live.LoadBook;
import io.plumbline.streams.domain.scaling.live.LoadWindow;
import io.plumbline.streams.domain.scaling.live.NodesLoad;
import io.plumbline.streams.domain.scaling.live.OperationLoad;
import io.plumbline.streams.domain.scaling.live.ResourceLoad;
import io.plumbline.streams.domain.scaling.live.RunKey;
import io.plumbline.streams.domain.scaling.live.RunMoment;
import io.plumbline.streams.domain.scaling.live.RunState;
import io.plumbline.streams.domain.scaling.live.TrafficLoad;
import io.plumbline.streams.domain.window.Origin;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class LoadCodecsPropertyTest {
    @Property
    void keysComeBackAsTheyWere(@ForAll String system, @ForAll String run, @ForAll long micros) {
        RunKey key = new RunKey(system, run);
        assertThat(backAndForth(Codecs.RUN_KEY, key)).isEqualTo(key);

        LoadBook.Key window = new LoadBook.Key(key, 10_000_000, micros);
        assertThat(backAndForth(Codecs.LOAD_WINDOW_KEY, window)).isEqualTo(window);
    }

    @Property
    void aRunComesBackWithItsStagesInTheirOrder(
            @ForAll long micros,
            @ForAll RunMoment.Phase phase,
            @ForAll @IntRange(min = 0) int nodes,
            @ForAll String stage,
            @ForAll Origin origin,
            @ForAll boolean truncated) {
        RunMoment moment = new RunMoment(micros, phase, nodes, stage);
        RunMoment other = new RunMoment(-1, RunMoment.Phase.STAGE, 3, "");
        RunState.State state =
                new RunState.State(List.of(moment, other), origin, micros, -micros, Long.MIN_VALUE, truncated);

        assertThat(backAndForth(Codecs.RUN_STATE, new RunState(state)).state()).isEqualTo(state);
    }

    @Property
    void aWindowComesBackWithAllThatIsKnownOfIt(
            @ForAll String name,
            @ForAll @IntRange(min = 0) int number,
            @ForAll("figures") Double figure,
            @ForAll("figures") Double other,
            @ForAll boolean isSealed) {
        LoadWindow.State state = new LoadWindow.State(
                Map.of(
                        name,
                        new OperationLoad(number, number, number, number / 2, 1.5),
                        "b",
                        new OperationLoad(0, 0, 0, 0, 0)),
                Map.of(name, new ResourceLoad(number, figure, other)),
                Map.of(name, new TrafficLoad(number, other, figure)),
                isSealed ? new NodesLoad(figure, other, number, 1, -number, 2) : null);

        assertThat(backAndForth(Codecs.LOAD_WINDOW, new LoadWindow(state)).state())
                .isEqualTo(state);
    }

    @Provide
    Arbitrary<Double> figures() {
        return Arbitraries.doubles().injectNull(0.3);
    }

    private static <T> T backAndForth(Codec<T> codec, T object) {
        byte[] bytes = codec.encode(object);
        T back = codec.decode(bytes);
        assertThat(codec.encode(back)).isEqualTo(bytes);
        return back;
    }
}
