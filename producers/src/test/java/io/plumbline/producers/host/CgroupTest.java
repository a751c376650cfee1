package io.plumbline.producers.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** On copies of the files that kernels show: {@code src/test/resources/cgroup}. */
class CgroupTest {
    private static final long MEBIBYTE = 1L << 20;

    @Test
    void versionTwoTakesTheLeastLimitOnTheWayUp() throws IOException {
        Cgroup.Reading reading = read("v2");

        assertThat(reading.processors()).contains(1.5); // its own: the parent says max
        assertThat(reading.memoryBytes()).contains(1_024 * MEBIBYTE); // the parent's: its own says max
        assertThat(reading.throttledNanos()).contains(12_345_000L);
    }

    @Test
    void versionOneIsFoundWhetherTheMountShowsAllOrOnlyTheContainer() throws IOException {
        Cgroup.Reading reading = read("v1");

        assertThat(reading.processors()).contains(.5);
        assertThat(reading.memoryBytes()).contains(512 * MEBIBYTE); // the parent's figure means "no limit"
        assertThat(reading.throttledNanos()).contains(987_654_321L);
    }

    @Test
    void aHybridMachineIsLookedUpForEachControllerAlone() throws IOException {
        Cgroup.Reading reading = read("hybrid");

        assertThat(reading.processors()).isEmpty(); // version 1, whose files say nothing
        assertThat(reading.memoryBytes()).contains(1_024 * MEBIBYTE); // version 2
    }

    @Test
    void aMachineWithoutControlGroupsHasNoLimits() {
        Cgroup.Reading reading = new Cgroup(CgroupPaths.NONE).read();

        assertThat(reading.processors()).isEmpty();
        assertThat(reading.memoryBytes()).isEmpty();
        assertThat(reading.throttledNanos()).isEmpty();
    }

    @Test
    void filesThatSayNoLimitGiveNone() {
        assertThat(CgroupFiles.cpuMax("max 100000")).isEmpty();
        assertThat(CgroupFiles.processors("-1", "100000")).isEmpty();
        assertThat(CgroupFiles.processors("100000", "0")).isEmpty();
        assertThat(CgroupFiles.memoryLimit("max\n")).isEmpty();
        assertThat(CgroupFiles.memoryLimit("9223372036854771712")).isEmpty();
        assertThat(CgroupFiles.throttledNanos(ProcText.of("nr_periods 0"))).isEmpty();
    }

    private static Cgroup.Reading read(String machine) throws IOException {
        Path files = Path.of("src/test/resources/cgroup", machine).toAbsolutePath();
        String mountinfo = Files.readString(files.resolve("mountinfo")).replace("ROOT", files.toString());
        return new Cgroup(CgroupPaths.of(
                        Files.readAllLines(files.resolve("cgroup")),
                        mountinfo.lines().toList()))
                .read();
    }
}
