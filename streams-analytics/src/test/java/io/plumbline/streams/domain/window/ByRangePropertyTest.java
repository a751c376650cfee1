package io.plumbline.streams.domain.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByRangePropertyTest {
    /** Puts {@code value} under {@code key}, which stands between other bytes. */
    record Put(String before, String key, String after, int value) {
        byte[] bytes() {
            return bytesOf(before + key + after);
        }

        int start() {
            return bytesOf(before).length;
        }

        int length() {
            return bytesOf(key).length;
        }
    }

    @Property
    void behavesAsAHashMapOfTheTextsInTheRanges(@ForAll("puts") List<Put> puts) {
        Map<String, Integer> model = new HashMap<>();
        ByRange<Integer> map = new ByRange<>();
        for (Put put : puts) {
            byte[] bytes = put.bytes();
            assertThat(map.get(bytes, put.start(), put.length())).isEqualTo(model.get(put.key()));
            map.put(bytes, put.start(), put.length(), put.value());
            Arrays.fill(bytes, (byte) 0); // it has a copy
            model.put(put.key(), put.value());
            assertThat(map.size()).isEqualTo(model.size());
        }
        model.forEach((key, value) ->
                assertThat(map.get(bytesOf(key), 0, bytesOf(key).length)).isEqualTo(value));
        map.clear();
        assertThat(map.size()).isZero();
        puts.forEach(put ->
                assertThat(map.get(put.bytes(), put.start(), put.length())).isNull());
    }

    /** With 32 bits of hash, some of so many have the same; and every range of a text is another key. */
    @Example
    void keysOfTheSameHashAreKeptApart() {
        ByRange<Integer> map = new ByRange<>();
        int keys = 300_000; // about ten pairs share their hash
        for (int i = 0; i < keys; i++) {
            byte[] key = bytesOf("operation-" + i);
            map.put(key, 0, key.length, i);
        }
        assertThat(map.size()).isEqualTo(keys);
        for (int i = 0; i < keys; i++) {
            byte[] key = bytesOf(">operation-" + i + "<");
            assertThat(map.get(key, 1, key.length - 2)).isEqualTo(i);
        }
    }

    /** 100,000 keys thrown at random into 2^18 slots would find 83,000 of them free. */
    @ParameterizedTest
    @ValueSource(strings = {"operation-%d", "op%d", "%d-checkout-of-orders", "%06d", "%016x", "node-%d/boot", "%dms"})
    void namesThatDifferInAFewDigitsSpread(String pattern) {
        BitSet slots = new BitSet();
        for (int i = 0; i < 100_000; i++) {
            byte[] name = bytesOf(pattern.formatted(i));
            slots.set(ByRange.hash(name, 0, name.length) & ((1 << 18) - 1));
        }
        assertThat(slots.cardinality()).isGreaterThan(80_000);
    }

    /** Few keys, so that they come again, some of which begin or end with others. */
    @Provide
    Arbitrary<List<Put>> puts() {
        Arbitrary<String> few = Arbitraries.strings().withChars("aé0").ofMaxLength(4);
        Arbitrary<String> any = Arbitraries.strings().alpha().ofMaxLength(20);
        Arbitrary<String> key = Arbitraries.oneOf(few, any, few.map(text -> "checkout." + text));
        return Combinators.combine(any, key, few, Arbitraries.integers())
                .as(Put::new)
                .list()
                .ofMaxSize(100);
    }

    private static byte[] bytesOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
