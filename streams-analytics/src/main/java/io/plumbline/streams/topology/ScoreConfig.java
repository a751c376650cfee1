package io.plumbline.streams.topology;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import io.plumbline.streams.domain.health.NamePatterns;
import io.plumbline.streams.domain.scaling.live.ScoreRules;
import io.plumbline.streams.domain.score.Component;
import io.plumbline.streams.domain.score.Scale;
import io.plumbline.streams.domain.score.Scoring;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How performance is scored. Its keys and defaults are in {@code docs/math.md}. */
public record ScoreConfig(ScoreRules rules) {
    /** From {@code score.*}. */
    public static ScoreConfig from(Settings settings, ScalingConfig scaling) {
        long windowMicros =
                settings.duration("score.window", Duration.ofMinutes(1)).toNanos() / 1_000;
        Settings.check(
                windowMicros > 0 && windowMicros % scaling.load().windowMicros() == 0,
                "score.window must be a multiple of scaling.window, " + scaling.window());
        Settings.check(
                2 * windowMicros <= scaling.load().horizonMicros(),
                "score.window must not be more than half of scaling.horizon");
        NamePatterns<Boolean> operations = new NamePatterns<>(settings.list("score.operations", List.of("*")).stream()
                .collect(Collectors.toMap(Function.identity(), glob -> true, (one, same) -> one)));
        return new ScoreConfig(new ScoreRules(
                settings.flag("score.enabled", true),
                windowMicros,
                name -> operations.find(name).isPresent(),
                scoring(settings)));
    }

    /**
     * From {@code score.COMPONENT.weight}, {@code .none} and {@code .full}.
     *
     * @throws ConfigException if weights do not add up, or two ends of a scale are the same
     */
    public static Scoring scoring(Settings settings) {
        Map<Component, Double> weights = new EnumMap<>(Component.class);
        Map<Component, Scale> scales = new EnumMap<>(Component.class);
        try {
            for (Component component : Component.values()) {
                String key = "score." + component.name().toLowerCase(Locale.ROOT) + ".";
                Scale scale = Scoring.DEFAULT.scales().get(component);
                weights.put(
                        component,
                        settings.decimal(
                                key + "weight", Scoring.DEFAULT.weights().get(component)));
                scales.put(
                        component,
                        new Scale(
                                settings.decimal(key + "none", scale.none()),
                                settings.decimal(key + "full", scale.full())));
            }
            return new Scoring(weights, scales);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("settings score.*: " + e.getMessage());
        }
    }
}
