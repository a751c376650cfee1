package io.plumbline.streams.topology.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.alert.Account;
import io.plumbline.streams.domain.alert.Alert;
import io.plumbline.streams.domain.alert.Ended;
import io.plumbline.streams.domain.alert.Evidence;
import io.plumbline.streams.domain.alert.Incident;
import io.plumbline.streams.domain.alert.Population;
import io.plumbline.streams.domain.alert.Seal;
import io.plumbline.streams.domain.alert.Status;
import io.plumbline.streams.domain.alert.Track;
import io.plumbline.streams.domain.regression.Severity;
import io.plumbline.streams.domain.regression.watch.ChangeKind;
import io.plumbline.streams.domain.regression.watch.Phase;
import io.plumbline.streams.domain.window.Origin;
import io.plumbline.streams.domain.window.Series;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class AlertCodecsPropertyTest {
    @Property
    void anAlertComesBackAsItWas(
            @ForAll String text,
            @ForAll long number,
            @ForAll int count,
            @ForAll Status status,
            @ForAll Severity severity,
            @ForAll Origin origin,
            @ForAll("tracks") List<Track> tracks) {
        SortedMap<Evidence.Key, Track> byKey = new TreeMap<>();
        tracks.forEach(track -> byKey.put(track.said().key(), track));
        Alert.State state = new Alert.State(
                text,
                new Series(text, "", "op", text),
                number,
                count,
                status,
                severity,
                "ann",
                text,
                "1.0",
                origin,
                -count,
                -number,
                number + 1,
                number - 1,
                byKey);

        assertThat(backAndForth(Codecs.ALERT, new Alert(state)).state()).isEqualTo(state);
    }

    @Property
    void anEndComesBackAsItWas(@ForAll String text, @ForAll long number, @ForAll boolean flag) {
        SortedMap<Evidence.Key, Seal> seals = new TreeMap<>();
        seals.put(new Evidence.Key(text, flag, number), new Seal(number, -number, flag));
        seals.put(new Evidence.Key(text, !flag, 1_000), new Seal(-number, number, !flag));
        Ended ended = new Ended(text, number, -number, seals);

        assertThat(backAndForth(Codecs.ENDED_ALERT, ended)).isEqualTo(ended);
    }

    @Property
    void anIncidentComesBackAsItWas(
            @ForAll String text,
            @ForAll long number,
            @ForAll int count,
            @ForAll Severity severity,
            @ForAll boolean flag,
            @ForAll double effect,
            @ForAll @Size(max = 4) List<String> texts) {
        Incident.State state = new Incident.State(
                text,
                new Account.Key(text, "run"),
                Origin.IMPORTED,
                severity,
                number,
                -number,
                number + 1,
                number - 1,
                List.copyOf(texts),
                count,
                -count,
                new TreeSet<>(texts),
                new TreeSet<>(List.of(text)),
                count + 1,
                flag,
                effect,
                "p95");

        assertThat(backAndForth(Codecs.INCIDENT, new Incident(state)).state()).isEqualTo(state);
    }

    @Property
    void anAccountAndItsKeyComeBackAsTheyWere(
            @ForAll String text, @ForAll long number, @ForAll int count, @ForAll @Size(max = 4) List<String> texts) {
        Account.Key key = new Account.Key(text, "run");
        assertThat(backAndForth(Codecs.ALERT_ACCOUNT_KEY, key)).isEqualTo(key);
        assertThat(backAndForth(Codecs.TEXT, text)).isEqualTo(text);

        Account.State state = new Account.State(
                new Population(number, count, -count), List.copyOf(texts), count + 1, count > 0, -number);
        assertThat(backAndForth(Codecs.ALERT_ACCOUNT, new Account(state)).state())
                .isEqualTo(state);
    }

    @Provide
    Arbitrary<List<Track>> tracks() {
        Arbitrary<Double> figures = Arbitraries.doubles().injectNull(.3);
        Arbitrary<Evidence> evidence = Combinators.combine(
                        Arbitraries.of("p50", "p95", "cpu"),
                        Arbitraries.of(ChangeKind.class),
                        Arbitraries.of(Phase.class),
                        Arbitraries.longs(),
                        figures,
                        Arbitraries.doubles(),
                        Arbitraries.of(Severity.class),
                        Arbitraries.integers())
                .as((metric, kind, phase, onset, figure, now, severity, version) -> new Evidence(
                        metric, "ns", 1_000, kind, phase, onset, figure, now, figure, -now, severity, .1, figure,
                        version));
        return Combinators.combine(
                        evidence,
                        Arbitraries.longs(),
                        Arbitraries.of(true, false),
                        Arbitraries.of(Severity.class),
                        Arbitraries.integers(),
                        Arbitraries.of(Severity.class))
                .as((said, at, certain, held, below, worst) -> new Track(said, at, certain, held, below, worst, -below))
                .list()
                .ofMaxSize(4);
    }

    private static <T> T backAndForth(Codec<T> codec, T object) {
        byte[] bytes = codec.encode(object);
        T back = codec.decode(bytes);
        assertThat(codec.encode(back)).isEqualTo(bytes);
        return back;
    }
}
