package io.plumbline.streams.domain.regression;

import java.util.Arrays;

/**
 * Noise that remembers its last values: {@code e(t) = c1 e(t-1) + c2 e(t-2) + ... + innovation}.
 *
 * @param coefficients c1, c2 ...; none for noise without memory
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Autoregression(double[] coefficients) {
    /** By Burg's method (1975): always stationary, and good for short series. */
    static Autoregression of(double[] noise, int order) {
        double[] forward = noise.clone();
        double[] backward = noise.clone();
        double[] coefficients = new double[order];
        for (int m = 1; m <= order; m++) {
            double reflection = reflection(forward, backward, m);
            double[] last = coefficients.clone();
            coefficients[m - 1] = reflection;
            for (int i = 0; i < m - 1; i++) {
                coefficients[i] = last[i] - reflection * last[m - 2 - i];
            }
            for (int t = noise.length - 1; t >= m; t--) {
                double ahead = forward[t];
                forward[t] = ahead - reflection * backward[t - 1];
                backward[t] = backward[t - 1] - reflection * ahead;
            }
        }
        return new Autoregression(coefficients);
    }

    int order() {
        return coefficients.length;
    }

    /** What is new in the value at {@code t}, which must be at least {@link #order}. */
    double innovation(double[] values, int t) {
        double innovation = values[t];
        for (int lag = 1; lag <= coefficients.length; lag++) {
            innovation -= coefficients[lag - 1] * values[t - lag];
        }
        return innovation;
    }

    /** Of the innovations from {@code from} on. */
    double sumOfSquares(double[] values, int from) {
        double sum = 0;
        for (int t = from; t < values.length; t++) {
            double innovation = innovation(values, t);
            sum += innovation * innovation;
        }
        return sum;
    }

    /** What a lasting shift of 1 shifts the innovations by: little, where the noise wanders. */
    double gain() {
        return 1 - Arrays.stream(coefficients).sum();
    }

    private static double reflection(double[] forward, double[] backward, int m) {
        double products = 0;
        double squares = 0;
        for (int t = m; t < forward.length; t++) {
            products += forward[t] * backward[t - 1];
            squares += forward[t] * forward[t] + backward[t - 1] * backward[t - 1];
        }
        return squares > 0 ? 2 * products / squares : 0;
    }
}
