package io.plumbline.benchmarks.detection;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** What makes a steady series unsteady. Each gives factors around 1 for the points of a series; NaN is a missing point. */
public enum Noise {
    /** Log-normal with a coefficient of variation of 5 %: what the others build on. */
    LOG_NORMAL("log-normal, CV 5 %"),
    /** First-order autoregressive in the logarithm, coefficient .5, the same marginal spread. */
    AUTOCORRELATED("AR(1), .5"),
    /** Student's t with three degrees of freedom in the logarithm, scaled to the same standard deviation. */
    HEAVY_TAILED("heavy tails"),
    /** Log-normal; 2 % of the points are 1.5 to 3 times as great. */
    OUTLIERS("2 % outliers"),
    /** Log-normal on a level that grows by 10 % from the first point to the last. */
    DRIFT("drift, 10 % in all"),
    /** Log-normal on a level that swings by 5 % up and down every 24 points. */
    SEASON("season of 24 points"),
    /** Log-normal; one point in twenty is missing, and six points in a row. */
    DROPOUTS("dropouts");

    private static final double SIGMA = .05;
    private static final double CORRELATION = .5;

    private final String title;

    Noise(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }

    double[] factors(int length, RandomGenerator random) {
        double[] factors = new double[length];
        Arrays.setAll(factors, i -> Math.exp(SIGMA * random.nextGaussian()));
        switch (this) {
            case LOG_NORMAL -> {}
            case AUTOCORRELATED -> autocorrelate(factors, random);
            case HEAVY_TAILED -> Arrays.setAll(factors, i -> Math.exp(SIGMA * studentOfThree(random) / Math.sqrt(3)));
            case OUTLIERS -> {
                for (int i = 0; i < length; i++) {
                    factors[i] *= random.nextDouble() < .02 ? random.nextDouble(1.5, 3) : 1;
                }
            }
            case DRIFT -> {
                for (int i = 0; i < length; i++) {
                    factors[i] *= 1 + .1 * i / length;
                }
            }
            case SEASON -> {
                for (int i = 0; i < length; i++) {
                    factors[i] *= 1 + .05 * Math.sin(2 * Math.PI * i / 24);
                }
            }
            case DROPOUTS -> dropOut(factors, random);
        }
        return factors;
    }

    private static void autocorrelate(double[] factors, RandomGenerator random) {
        double log = SIGMA * random.nextGaussian();
        for (int i = 0; i < factors.length; i++) {
            log = CORRELATION * log + SIGMA * Math.sqrt(1 - CORRELATION * CORRELATION) * random.nextGaussian();
            factors[i] = Math.exp(log);
        }
    }

    /** Its variance is 3. */
    private static double studentOfThree(RandomGenerator random) {
        double squares = 0;
        for (int i = 0; i < 3; i++) {
            double normal = random.nextGaussian();
            squares += normal * normal;
        }
        return random.nextGaussian() / Math.sqrt(squares / 3);
    }

    private static void dropOut(double[] factors, RandomGenerator random) {
        for (int i = 0; i < factors.length; i++) {
            factors[i] = random.nextDouble() < .05 ? Double.NaN : factors[i];
        }
        int gap = random.nextInt(factors.length - 6);
        Arrays.fill(factors, gap, gap + 6, Double.NaN);
    }
}
