package io.plumbline.streams.topology.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.health.Aspect;
import io.plumbline.streams.domain.health.Board;
import io.plumbline.streams.domain.health.Code;
import io.plumbline.streams.domain.health.DeliveryAccount;
import io.plumbline.streams.domain.health.Period;
import io.plumbline.streams.domain.health.Reason;
import io.plumbline.streams.domain.health.Standing;
import io.plumbline.streams.domain.health.Status;
import io.plumbline.streams.domain.health.Subject;
import io.plumbline.streams.domain.health.Unit;
import io.plumbline.streams.domain.health.Verdict;
import io.plumbline.streams.domain.window.Origin;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class HealthCodecsPropertyTest {
    @Property
    void aStandingComesBackAsItWas(
            @ForAll("reasons") Reason held,
            @ForAll("reasons") Reason worstSince,
            @ForAll boolean isBetter,
            @ForAll @IntRange(min = 0, max = 9) int owed,
            @ForAll boolean expired,
            @ForAll Origin origin,
            @ForAll @IntRange(min = -1, max = 64) int source,
            @ForAll long millis) {
        Standing.State state = new Standing.State(
                held, isBetter ? worstSince : null, owed, expired, origin, source, millis, -millis, millis);

        assertThat(backAndForth(Codecs.STANDING, new Standing(state)).state()).isEqualTo(state);
    }

    @Property
    void keysComeBackAsTheyWere(
            @ForAll String system, @ForAll("reasons") Reason reason, @ForAll Subject.Scope scope, @ForAll String name) {
        Board.Key key = new Board.Key(system, name, reason.aspect());
        assertThat(backAndForth(Codecs.STANDING_KEY, key)).isEqualTo(key);

        Subject subject = new Subject(system, "", scope, name);
        assertThat(backAndForth(Codecs.SUBJECT, subject)).isEqualTo(subject);
    }

    @Property
    void aVerdictComesBackWithItsReasonsInTheirOrder(
            @ForAll Status status, @ForAll long millis, @ForAll @Size(max = 5) List<String> signature) {
        Verdict verdict = new Verdict(status, millis, -millis, millis, List.copyOf(signature));

        assertThat(backAndForth(Codecs.VERDICT, verdict)).isEqualTo(verdict);
    }

    @Property
    void anAccountComesBackAsItWas(@ForAll @IntRange(min = 0) int next, @ForAll @IntRange(min = 0) int other) {
        DeliveryAccount account = new DeliveryAccount(Math.max(next, other), Math.min(next, other), 1L << 50);

        assertThat(backAndForth(Codecs.DELIVERY_ACCOUNT, account)).isEqualTo(account);
    }

    @Provide
    Arbitrary<Reason> reasons() {
        Arbitrary<Aspect> aspects = Combinators.combine(
                        Arbitraries.strings(),
                        Arbitraries.of("node", "network"),
                        Arbitraries.of(Code.class),
                        Arbitraries.strings())
                .as(Aspect::new);
        Arbitrary<Double> figures = Arbitraries.doubles().injectNull(0.3);
        return Combinators.combine(
                        aspects,
                        Arbitraries.of(Status.class),
                        figures,
                        figures,
                        Arbitraries.of(Unit.class),
                        Arbitraries.longs().map(micros -> new Period(micros, micros)),
                        Arbitraries.strings())
                .as(Reason::new);
    }

    private static <T> T backAndForth(Codec<T> codec, T object) {
        byte[] bytes = codec.encode(object);
        T back = codec.decode(bytes);
        assertThat(codec.encode(back)).isEqualTo(bytes);
        return back;
    }
}
