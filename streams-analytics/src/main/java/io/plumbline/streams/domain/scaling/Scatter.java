package io.plumbline.streams.domain.scaling;

/** How measurements scatter about the law: it decides what counts as a good fit and how wide the intervals are. */
public enum Scatter {
    /** By the same amount at every load, as ordinary least squares and R's {@code usl} package take it. */
    EVEN {
        @Override
        double response(double throughput) {
            return throughput;
        }

        @Override
        double slope(double throughput) {
            return 1;
        }
    },
    /** By the same share of the throughput at every load: least squares of the logarithms. */
    PROPORTIONAL {
        @Override
        double response(double throughput) {
            return Math.log(throughput);
        }

        @Override
        double slope(double throughput) {
            return 1 / throughput;
        }
    };

    /** The scale on which the scatter is even. */
    abstract double response(double throughput);

    /** Derivative of {@link #response}. */
    abstract double slope(double throughput);
}
