package io.plumbline.streams.domain.scaling;

import java.util.List;
import java.util.stream.IntStream;

/** Data sets that come with R's package {@code usl}, whose answers are published. */
final class Published {
    static final List<LoadPoint> SPEC_SDM91 = points(
            new double[] {1, 18, 36, 72, 108, 144, 216},
            new double[] {64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775.0, 1702.2});
    static final List<LoadPoint> RAYTRACER = points(
            new double[] {1, 4, 8, 12, 16, 20, 24, 28, 32, 48, 64},
            new double[] {20, 78, 130, 170, 190, 200, 210, 230, 260, 280, 310});

    private Published() {}

    static List<LoadPoint> points(double[] loads, double[] throughputs) {
        return IntStream.range(0, loads.length)
                .mapToObj(i -> new LoadPoint(loads[i], throughputs[i]))
                .toList();
    }

    static List<LoadPoint> of(Coefficients law, double... loads) {
        return IntStream.range(0, loads.length)
                .mapToObj(i -> new LoadPoint(loads[i], law.throughputAt(loads[i])))
                .toList();
    }
}
