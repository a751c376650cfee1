package io.plumbline.producers.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.producers.process.ProcessReading.Life;
import io.plumbline.schemas.event.ResourceSample;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessIntervalTest {
    private static final long SECOND = 1_000_000_000;
    private static final Life ONE = new Life(1, 100);
    private static final Life TWO = new Life(2, 200);

    @Test
    void countersAreDifferencesAndAllIsSummedOverTheProcesses() {
        ResourceSample sample = between(
                Map.of(ONE, figures(1_000, 10, 5L), TWO, figures(0, 20, 7L)),
                Map.of(ONE, figures(1_200, 11, 6L), TWO, figures(300, 22, 9L)));

        assertThat(sample.getIntervalNanos()).isEqualTo(2 * SECOND);
        assertThat(sample.getCpuProcess()).isEqualTo(.25); // 500 ms of two seconds
        assertThat(sample.getMemoryProcessBytes()).isEqualTo(33);
        assertThat(sample.getProcessReadBytes()).isEqualTo(3);
        assertThat(sample.getThreads()).isEqualTo(6);
        assertThat(sample.getCpuSystem()).isNull();
    }

    @Test
    void aNewProcessWithAnOldNumberIsAnotherProcess() {
        ResourceSample sample =
                between(Map.of(ONE, figures(9_000, 10, 5L)), Map.of(new Life(1, 999), figures(9_500, 11, 6L)));

        assertThat(sample.getCpuProcess()).isNull();
        assertThat(sample.getMemoryProcessBytes()).isEqualTo(11);
    }

    @Test
    void whatOneOfThemDoesNotTellIsUnknownForAllAndNotZero() {
        ResourceSample sample = between(
                Map.of(ONE, figures(0, 10, 5L), TWO, figures(0, 20, null)),
                Map.of(ONE, figures(10, 11, 6L), TWO, figures(10, 22, null)));

        assertThat(sample.getProcessReadBytes()).isNull();
        assertThat(sample.getCpuProcess()).isEqualTo(.01);
    }

    private static ResourceSample between(Map<Life, ProcessFigures> before, Map<Life, ProcessFigures> after) {
        ResourceSample.Builder sample = ResourceSample.newBuilder()
                .setSystem("s")
                .setNode("n")
                .setBoot("b")
                .setSequence(0)
                .setSampledAt(Instant.EPOCH);
        return new ProcessInterval(new ProcessReading(0, before), new ProcessReading(2 * SECOND, after))
                .figures(sample)
                .build();
    }

    private static ProcessFigures figures(long cpuMillis, long bytes, Long read) {
        return new ProcessFigures(cpuMillis, bytes, read, 0L, null, 3);
    }
}
