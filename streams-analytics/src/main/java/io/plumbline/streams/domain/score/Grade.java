package io.plumbline.streams.domain.score;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** Steps of five points; below 50 there is one. */
public enum Grade {
    A_PLUS("A+", 90),
    A("A", 85),
    A_MINUS("A-", 80),
    B_PLUS("B+", 75),
    B("B", 70),
    B_MINUS("B-", 65),
    C_PLUS("C+", 60),
    C("C", 55),
    C_MINUS("C-", 50),
    D("D", 0);

    private final String text;
    private final double from;

    Grade(String text, double from) {
        this.text = text;
        this.from = from;
    }

    public static Grade of(double points) {
        return Arrays.stream(values())
                .filter(grade -> points >= grade.from)
                .findFirst()
                .orElse(D);
    }

    /** The least score that earns it. */
    public double from() {
        return from;
    }

    /** Empty for the best. */
    public Optional<Grade> next() {
        return Arrays.stream(values()).filter(grade -> grade.from > from).min(Comparator.comparingDouble(Grade::from));
    }

    @Override
    public String toString() {
        return text;
    }
}
