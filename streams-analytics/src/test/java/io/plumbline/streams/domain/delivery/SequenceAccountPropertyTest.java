package io.plumbline.streams.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SequenceAccountPropertyTest {
    record Batch(long first, int count, int droppedBefore) {}

    @Property
    void agreesWithASetOfNumbers(@ForAll("batches") List<Batch> batches) {
        SequenceAccount account = new SequenceAccount();
        Set<Long> received = new HashSet<>();
        Set<Long> dropped = new HashSet<>();
        long duplicated = 0;
        long next = 0;
        for (Batch batch : batches) {
            long declared = batch.first - batch.droppedBefore;
            LongStream.range(declared, batch.first)
                    .filter(number -> !received.contains(number))
                    .forEach(dropped::add);
            Fresh fresh = account.receive(batch.first, batch.count, batch.droppedBefore);
            for (long number = batch.first; number < batch.first + batch.count; number++) {
                boolean isNew = !dropped.contains(number) && received.add(number);
                duplicated += isNew ? 0 : 1;
                assertThat(fresh.contains(number)).as("%s is new", number).isEqualTo(isNew);
            }
            next = Math.max(next, batch.first + batch.count);
        }
        assertThat(account.received()).isEqualTo(received.size());
        assertThat(account.dropped()).isEqualTo(dropped.size());
        assertThat(account.duplicated()).isEqualTo(duplicated);
        assertThat(account.next()).isEqualTo(next);
        assertThat(account.missing()).isEqualTo(next - received.size() - dropped.size());
    }

    @Provide
    Arbitrary<List<Batch>> batches() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.integers().between(0, 6))
                .as((first, count, dropped) -> new Batch(first, count, Math.min(first, dropped)))
                .list()
                .ofMaxSize(20);
    }

    @Example
    void aGapThatWasGivenUpStaysMissing() {
        SequenceAccount account = new SequenceAccount();
        for (long number = 1; number <= 2 * (SequenceAccount.MAX_GAPS + 1); number += 2) {
            account.receive(number, 1, 0); // every even number is missing; the first of them is given up
        }
        long missing = account.missing();

        assertThat(account.gaps()).hasSize(SequenceAccount.MAX_GAPS);
        assertThat(account.receive(0, 1, 0).contains(0)).isFalse();
        assertThat(account.missing()).isEqualTo(missing);
        assertThat(account.receive(2, 1, 0).contains(2)).isTrue();
        assertThat(account.missing()).isEqualTo(missing - 1);
    }

    @Example
    void impossibleNumbersChangeNothing() {
        SequenceAccount account = new SequenceAccount();

        assertThatThrownBy(() -> account.receive(-1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> account.receive(5, 1, 6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> account.receive(Long.MAX_VALUE, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(account.next()).isZero();
    }
}
