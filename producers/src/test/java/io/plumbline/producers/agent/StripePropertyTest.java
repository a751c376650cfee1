package io.plumbline.producers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schemas.event.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/**
 * The laws of the ring, whatever the order in which claimed slots are published: what is read is what was claimed, in that
 * order, up to the first that is not published yet; and as many slots are free as were not claimed or have been read.
 */
@SuppressWarnings("EnumOrdinal") // all outcomes come in turn
class StripePropertyTest {
    private static final long COMES_ROUND = 1L << 48; // sequence numbers have so many bits

    @Property
    void everySlotIsReadOnceInTheOrderOfTheClaimsAndNotBeforeItIsPublished(
            @ForAll @IntRange(min = 1, max = 9) int capacity,
            @ForAll @LongRange(max = 20) long first,
            @ForAll long seed) {
        obeysTheLaws(capacity, first, new Random(seed));
    }

    @Property
    void soItIsWhereSequenceNumbersComeRound(
            @ForAll @IntRange(min = 1, max = 9) int capacity,
            @ForAll @LongRange(min = 40, max = 60) long before,
            @ForAll long seed) {
        obeysTheLaws(capacity, COMES_ROUND - before, new Random(seed));
    }

    private static void obeysTheLaws(int capacity, long first, Random random) {
        Operations operations = new Operations();
        Stripe stripe = new Stripe(capacity, first);
        int slots = Integer.highestOneBit(2 * capacity - 1);
        List<Long> unpublished = new ArrayList<>();
        Set<Long> published = new HashSet<>();
        List<Long> read = new ArrayList<>();
        long claimed = first;
        for (int i = 0; i < 300; i++) {
            switch (random.nextInt(3)) {
                case 0 -> {
                    long slot = stripe.claim();
                    boolean free = claimed - first - read.size() < slots;
                    assertThat(slot).isEqualTo(free ? claimed : -1);
                    if (free) {
                        unpublished.add(claimed++);
                    }
                }
                case 1 -> {
                    if (!unpublished.isEmpty()) {
                        long slot = unpublished.remove(random.nextInt(unpublished.size()));
                        Operation operation = operations.of("op" + slot % 100, Map.of());
                        long head = Stripe.head(operation, Outcome.values()[(int) (slot % 3)]);
                        stripe.publish(slot, head, slot, slot + 1, slot + 2, slot + 3);
                        published.add(slot);
                    }
                }
                default -> {
                    int limit = random.nextInt(6);
                    int before = read.size();
                    int count = stripe.drain(operations, reader(read), limit);
                    assertThat(read).hasSize(before + count);
                    assertThat(count).isEqualTo(readable(first + before, published, limit));
                }
            }
            assertThat(stripe.size()).isEqualTo((int) (claimed - first) - read.size());
            assertThat(stripe.accepted()).isEqualTo(claimed);
        }
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i)).isEqualTo(first + i);
        }
    }

    private static int readable(long next, Set<Long> published, int limit) {
        int count = 0;
        while (count < limit && published.contains(next + count)) {
            count++;
        }
        return count;
    }

    private static MeasurementBuffer.Reader reader(List<Long> read) {
        return (operation, start, duration, service, outcome, bytes) -> {
            assertThat(List.of(duration - 1, service - 2, bytes - 3)).containsOnly(start);
            assertThat(operation.name()).isEqualTo("op" + start % 100);
            assertThat(outcome.ordinal()).isEqualTo((int) (start % 3));
            read.add(start);
        };
    }
}
