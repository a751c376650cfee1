package io.plumbline.benchmarks.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.benchmarks.run.Machine;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentReportTest {
    private static final long MEBIBYTE = 1L << 20;

    @Test
    void anAgentWithinBothLimitsIsWithinThem() {
        assertThat(report(.01, 128 * MEBIBYTE).withinLimits()).isTrue();
    }

    @Test
    void moreThanOneHundredthOfACoreIsTooMuch() {
        assertThat(report(.0101, 100 * MEBIBYTE).withinLimits()).isFalse();
    }

    @Test
    void theMostMemoryItEverHadCounts() {
        AgentReport report = report(.005, 128 * MEBIBYTE + 1);

        assertThat(report.withinLimits()).isFalse();
        assertThat(report.text()).contains("| 500 ms | 0.50 % | 100.0 | 128.0 | 1,234 | NO |");
    }

    private static AgentReport report(double cpu, long peak) {
        AgentReport.Line line = new AgentReport.Line(500, cpu, 100 * MEBIBYTE, peak, 1_234);
        return new AgentReport("2026-01-01T00:00:00Z", Machine.now(), 0, 60, List.of(line));
    }
}
