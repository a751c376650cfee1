package io.plumbline.producers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The law of the sequence numbers: whatever is refused, in whatever order, each is delivered or declared exactly once. */
class SequenceLedgerPropertyTest {
    @Property
    void everyNumberIsDeliveredOrDeclaredExactlyOnce(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 600) Integer> sizes, @ForAll long seed) {
        Random random = new Random(seed);
        SequenceLedger ledger = new SequenceLedger();
        List<Span> underWay = new ArrayList<>();
        List<Span> arrived = new ArrayList<>();
        for (int size : sizes) {
            underWay.add(ledger.take(size, random.nextInt(3) == 0 ? random.nextInt(50) : 0));
            while (!underWay.isEmpty() && random.nextBoolean()) { // Kafka answers, in any order
                Span span = underWay.remove(random.nextInt(underWay.size()));
                if (random.nextBoolean()) {
                    arrived.add(span);
                } else {
                    ledger.refuse(span);
                }
            }
            if (random.nextInt(4) == 0) {
                ledger.takeGap().ifPresent(underWay::add); // a declaration may be refused, too
            }
        }
        arrived.addAll(underWay);
        for (Optional<Span> gap = ledger.takeGap(); gap.isPresent(); gap = ledger.takeGap()) {
            arrived.add(gap.get());
        }

        int[] times = new int[(int) ledger.next()];
        arrived.forEach(span -> {
            for (long n = span.start(); n < span.end(); n++) {
                times[(int) n]++;
            }
        });
        assertThat(times).containsOnly(times.length == 0 ? new int[0] : new int[] {1});
    }

    @Property
    void adjoiningGapsBecomeOneDeclaration(
            @ForAll @Size(min = 2, max = 20) List<@IntRange(min = 1, max = 9) Integer> sizes) {
        SequenceLedger ledger = new SequenceLedger();
        List<Span> spans = sizes.stream().map(size -> ledger.take(size, 0)).toList();
        for (int i = 0; i < spans.size(); i += 2) {
            ledger.refuse(spans.get(i));
        }
        for (int i = 1; i < spans.size(); i += 2) {
            ledger.refuse(spans.get(i));
        }

        assertThat(ledger.takeGap()).contains(new Span(ledger.next(), 0, ledger.next()));
        assertThat(ledger.hasGaps()).isFalse();
    }
}
