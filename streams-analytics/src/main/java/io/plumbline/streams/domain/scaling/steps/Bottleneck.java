package io.plumbline.streams.domain.scaling.steps;

import java.util.Locale;

/**
 * What limits scaling, and the figure that shows it.
 *
 * @param nodes the smallest step at which it shows
 * @param figure what was measured there
 * @param limit what it had to keep
 */
public record Bottleneck(Kind kind, int nodes, double figure, double limit) {
    private static final double PERCENT = 100;
    private static final double GIBIBYTE = 1L << 30;

    /** In the order in which a reader looks for them. */
    public enum Kind {
        THROUGHPUT_DEGRADATION("Throughput degradation: %.0f %% of the baseline, less than %.0f %%", PERCENT),
        LATENCY_EXPLOSION("Latency explosion: %.1f times the baseline, more than %.1f", 1),
        CPU("CPU usage bottleneck: %.0f %% busy, more than %.0f %%", PERCENT),
        MEMORY("Memory usage bottleneck: %.1f GiB, more than %.1f", 1 / GIBIBYTE),
        NETWORK("Network inefficiency: %.0f %% of the messages needed, less than %.0f %%", PERCENT);

        private final String words;
        private final double factor;

        Kind(String words, double factor) {
            this.words = words;
            this.factor = factor;
        }
    }

    public String words() {
        return String.format(Locale.ROOT, kind.words, kind.factor * figure, kind.factor * limit) + " at " + nodes
                + " nodes";
    }
}
