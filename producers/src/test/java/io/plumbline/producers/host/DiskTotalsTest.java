package io.plumbline.producers.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiskTotalsTest {
    private static final List<String> LINES = List.of(
            " 254       0 vda 62677 10857 4000 24374 7878 11293 1000 2698 0 10272 27425 5351 34 183056 291 1885 60",
            " 254       1 vda1 62000 10857 3900 24374 7878 11293 900 2698 0 10272 27425",
            "   8       0 sda 1 0 10 0 1 0 20 0 0 0 0",
            " 253       0 dm-0 1 0 99 0 1 0 99 0 0 0 0");

    @Test
    void addsUpTheNamedDisksAndNotTheirPartitions() {
        assertThat(DiskTotals.of(LINES, Set.of("vda", "sda"))).contains(new DiskTotals(4_010 * 512, 1_020 * 512));
    }

    @Test
    void aMachineWithoutDisksHasNoFigureInsteadOfZero() {
        assertThat(DiskTotals.of(LINES, Set.of())).isEmpty();
        assertThat(DiskTotals.of(List.of(), Set.of("vda"))).isEmpty();
    }
}
