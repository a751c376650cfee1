package io.plumbline.producers.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SequenceTallyPropertyTest {
    private static final int COUNT = 50;

    @Property
    void everyArrivalIsCountedOnce(@ForAll List<@IntRange(max = COUNT - 1) Integer> arrivals) {
        SequenceTally.Received received = received(arrivals);

        assertThat(received.distinct()).isEqualTo(new HashSet<>(arrivals).size());
        assertThat(received.distinct() + received.duplicates()).isEqualTo(arrivals.size());
    }

    /** RFC 4737, section 3: a packet is reordered if one with a greater number came before. */
    @Property
    void reorderedAreThoseBehindAGreaterNumber(@ForAll List<@IntRange(max = COUNT - 1) Integer> arrivals) {
        List<Integer> distinct = List.copyOf(new LinkedHashSet<>(arrivals));
        long expected = 0;
        for (int i = 0; i < distinct.size(); i++) {
            int number = distinct.get(i);
            expected += distinct.subList(0, i).stream().anyMatch(before -> before > number) ? 1 : 0;
        }

        assertThat(received(arrivals).reordered()).isEqualTo(expected);
    }

    @Property
    void strangeNumbersAreNotCounted(@ForAll int number) {
        long expected = number >= 0 && number < COUNT ? 1 : 0;

        assertThat(received(List.of(number)).distinct()).isEqualTo(expected);
    }

    @Property
    void theLineOnTheWireSaysTheSame(@ForAll List<@IntRange(max = COUNT - 1) Integer> arrivals) {
        SequenceTally.Received received = received(arrivals);

        assertThat(SequenceTally.Received.of(received.line().split(" "))).isEqualTo(received);
    }

    private static SequenceTally.Received received(List<Integer> arrivals) {
        SequenceTally tally = new SequenceTally(COUNT);
        arrivals.forEach(tally::add);
        return tally.received(null);
    }
}
