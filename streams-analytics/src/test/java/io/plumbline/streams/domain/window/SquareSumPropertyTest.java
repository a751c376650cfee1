package io.plumbline.streams.domain.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class SquareSumPropertyTest {
    private static final long DAY_NANOS = 86_400_000_000_000L;

    @Property
    void isExact(@ForAll @Size(max = 100) List<@LongRange(max = Long.MAX_VALUE >> 4) Long> values) {
        BigInteger expected =
                values.stream().map(value -> BigInteger.valueOf(value).pow(2)).reduce(BigInteger.ZERO, BigInteger::add);

        assertThat(sumOf(values).exact()).isEqualTo(expected);
    }

    @Property
    void mergingIsTheSameAsAddingTogether(
            @ForAll @Size(max = 20) List<@LongRange(max = DAY_NANOS) Long> left,
            @ForAll @Size(max = 20) List<@LongRange(max = DAY_NANOS) Long> right) {
        SquareSum merged = sumOf(left);
        merged.merge(sumOf(right));

        assertThat(merged.exact())
                .isEqualTo(sumOf(left).exact().add(sumOf(right).exact()));
        SquareSum restored = SquareSum.of(merged.high(), merged.low());
        assertThat(restored.exact()).isEqualTo(merged.exact());
    }

    @Example
    void theDeviationOfSteadyValuesIsNotLostToRounding() {
        // An hour each, 1 ns apart: sum(x^2)/n and mean^2 agree in their first 24 digits, more than a double has.
        long hour = 3_600_000_000_000L;
        List<Long> values = List.of(hour, hour + 1, hour + 2);

        assertThat(sumOf(values).standardDeviation(3, 3 * hour + 3)).isCloseTo(Math.sqrt(2.0 / 3), within(1e-12));
    }

    @Example
    void staysAtItsGreatestValueOnOverflow() {
        SquareSum sum = sumOf(List.of(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));

        assertThat(sum.exact()).isEqualTo(BigInteger.TWO.pow(127).subtract(BigInteger.ONE));
    }

    private static SquareSum sumOf(List<Long> values) {
        SquareSum sum = new SquareSum();
        values.forEach(sum::add);
        return sum;
    }
}
