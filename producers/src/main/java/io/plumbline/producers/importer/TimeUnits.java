package io.plumbline.producers.importer;

import io.plumbline.settings.ConfigException;
import java.util.Arrays;
import java.util.Locale;

/** Units in which files have times and durations. */
public enum TimeUnits {
    NS(1),
    US(1_000),
    MS(1_000_000),
    S(1_000_000_000);

    private final long nanos;

    TimeUnits(long nanos) {
        this.nanos = nanos;
    }

    public static TimeUnits of(String name) {
        return Arrays.stream(values())
                .filter(unit -> unit.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException("a unit must be ns, us, ms or s, was '" + name + "'"));
    }

    long nanos() {
        return nanos;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
