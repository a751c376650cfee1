package io.plumbline.producers.scale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.plumbline.producers.simulation.Condition;
import io.plumbline.settings.Settings;
import java.util.function.Supplier;

/** A condition as it stands in a file: the name of one that there is, or a new name and what it does. */
final class ConditionEntry {
    private static final String FIELD = "network_conditions";

    private final Supplier<Condition> meant; // checked when the whole entry is, so that its line can be named

    private ConditionEntry(Supplier<Condition> meant) {
        this.meant = meant;
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static ConditionEntry named(String name) {
        return new ConditionEntry(() -> SuiteEntry.named(FIELD, name, Condition.ALL, Condition::name));
    }

    /** What is left out does nothing; the greatest latency is the least then, and the bandwidth has no limit. */
    @JsonCreator(mode = Mode.PROPERTIES)
    static ConditionEntry of(
            @JsonProperty("name") String name,
            @JsonProperty("min_latency_ms") Double minLatency,
            @JsonProperty("max_latency_ms") Double maxLatency,
            @JsonProperty("loss") Double loss,
            @JsonProperty("bandwidth_mbps") Double bandwidth) {
        double least = minLatency == null ? 0 : minLatency;
        return new ConditionEntry(() -> new Condition(
                checked(name),
                least,
                maxLatency == null ? least : maxLatency,
                loss == null ? 0 : loss,
                bandwidth == null ? Double.POSITIVE_INFINITY : bandwidth));
    }

    /** @throws io.plumbline.settings.ConfigException if there is none of this name, or it cannot be */
    Condition condition() {
        return meant.get();
    }

    /** It becomes part of the names of files. */
    private static String checked(String name) {
        Settings.check(
                name != null && name.matches("[A-Za-z0-9_-]{1,40}"),
                FIELD + ": a name must have 1 to 40 letters, digits, hyphens and underscores, was '" + name + "'");
        Settings.check(
                Condition.ALL.stream().noneMatch(known -> known.name().equals(name)),
                FIELD + ": one of your own must not be named " + name + ", which there is");
        return name;
    }
}
