package io.plumbline.producers.scale;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Leaves some steps of a suite: those that meet every condition that was given. */
public final class StepFilter {
    private static final String RANGE = "..";

    private static final Map<String, Function<Step, Double>> NUMBERS = Map.of(
            "nodes",
            step -> (double) step.nodes(),
            "byzantine",
            step -> cluster(step).byzantineRatio());

    private static final Map<String, Function<Step, String>> TEXTS = Map.of(
            "condition", step -> cluster(step).condition().name(),
            "topology", step -> Cluster.lower(cluster(step).topology()),
            "profile", step -> cluster(step).profile().name(),
            "environment", step -> Cluster.lower(cluster(step).environment()),
            "test", step -> step.curve().test());

    private final Predicate<Step> kept;

    private StepFilter(Predicate<Step> kept) {
        this.kept = kept;
    }

    /**
     * @param conditions {@code KEY=VALUE}, with several values after commas, and {@code LOW..HIGH} for numbers
     * @throws ConfigException for one that is none
     */
    public static StepFilter of(List<String> conditions) {
        return new StepFilter(conditions.stream().map(StepFilter::condition).reduce(step -> true, Predicate::and));
    }

    /**
     * The curves of the tests with the steps that are left; those without any are gone.
     *
     * @throws ConfigException if none is left
     */
    public List<Curve> curves(List<ScalingTest> tests) {
        List<Curve> left = new ArrayList<>();
        for (ScalingTest test : tests) {
            for (Curve curve : test.curves()) {
                List<Integer> nodes =
                        curve.steps().stream().filter(kept).map(Step::nodes).toList();
                if (!nodes.isEmpty()) {
                    left.add(curve.with(nodes));
                }
            }
        }
        Settings.check(!left.isEmpty(), "no step of the suite meets the filter");
        return left;
    }

    /** Tests of suites have one. */
    private static Cluster cluster(Step step) {
        return step.curve().cluster().orElseThrow();
    }

    private static Predicate<Step> condition(String text) {
        int equals = text.indexOf('=');
        String key = equals < 0 ? text : text.substring(0, equals);
        List<String> values = List.of(text.substring(equals + 1).split(",", -1));
        if (equals > 0 && NUMBERS.containsKey(key)) {
            return values.stream()
                    .map(value -> within(text, value, NUMBERS.get(key)))
                    .reduce(step -> false, Predicate::or);
        }
        if (equals > 0 && TEXTS.containsKey(key)) {
            return step -> values.contains(TEXTS.get(key).apply(step).toLowerCase(Locale.ROOT));
        }
        throw new ConfigException("a filter is KEY=VALUE with one of the keys "
                + Stream.concat(NUMBERS.keySet().stream(), TEXTS.keySet().stream())
                        .sorted()
                        .collect(Collectors.joining(", "))
                + ", was '" + text + "'");
    }

    private static Predicate<Step> within(String filter, String value, Function<Step, Double> figure) {
        int dots = value.indexOf(RANGE);
        double low = number(filter, dots < 0 ? value : value.substring(0, dots));
        double high = dots < 0 ? low : number(filter, value.substring(dots + RANGE.length()));
        return step -> figure.apply(step) >= low && figure.apply(step) <= high;
    }

    private static double number(String filter, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new ConfigException("'" + text + "' in the filter " + filter + " is no number");
        }
    }
}
