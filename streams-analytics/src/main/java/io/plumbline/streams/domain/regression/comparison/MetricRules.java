package io.plumbline.streams.domain.regression.comparison;

import io.plumbline.streams.domain.regression.Direction;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which rule holds for which series: the first whose pattern finds something in its name, whatever its case, and the last
 * one for all others.
 */
public record MetricRules(List<Named> named, MetricRule others) {
    /**
     * One rule.
     *
     * @param name for people
     * @param series finds the names of the series that it is for
     */
    public record Named(String name, Pattern series, MetricRule rule) {
        static Named of(String name, String series, double tolerance, Direction worse) {
            Pattern pattern = Pattern.compile(series, Pattern.CASE_INSENSITIVE);
            return new Named(name, pattern, new MetricRule(tolerance, worse));
        }
    }

    /** R3.6 and R5.5: errors 50 %, CPU 20 %, memory 15 %, time 10 %, where less is better; rates and all else 5 %. */
    public static final MetricRules DEFAULTS = new MetricRules(
            List.of(
                    Named.of("success", "success|availab", .05, Direction.DOWN),
                    Named.of("errors", "error|fail|loss", .5, Direction.UP),
                    Named.of("cpu", "cpu", .2, Direction.UP),
                    Named.of("memory", "mem|heap|rss", .15, Direction.UP),
                    Named.of("rate", "rate|throughput|per.?s(ec)?|ops", .05, Direction.DOWN),
                    Named.of("time", "time|latency|duration|p\\d\\d|mean|median|_[mnu]?s$", .1, Direction.UP)),
            new MetricRule(.05, Direction.BOTH));

    public MetricRules {
        named = List.copyOf(named);
    }

    public MetricRule of(String series) {
        return named.stream()
                .filter(rule -> rule.series().matcher(series).find())
                .map(Named::rule)
                .findFirst()
                .orElse(others);
    }
}
