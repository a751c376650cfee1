package io.plumbline.cli.simulate;

import io.plumbline.producers.simulation.Crash;
import io.plumbline.producers.simulation.Partition;
import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A share of the nodes, when it is hit, and for how long: {@code 0.2@20s+10s}. */
record Outage(double share, Duration at, Duration lasting) {
    private static final Pattern FORM = Pattern.compile("([0-9.]+)@([0-9a-z]+)\\+([0-9a-z]+)");

    Crash crash() {
        return new Crash(share, at, lasting);
    }

    Partition partition() {
        return new Partition(share, at, lasting);
    }

    static final class Converter implements ITypeConverter<Outage> {
        @Override
        public Outage convert(String text) {
            Matcher matcher = FORM.matcher(text.trim());
            try {
                if (matcher.matches()) {
                    return new Outage(
                            Double.parseDouble(matcher.group(1)),
                            Settings.parseDuration(matcher.group(2)),
                            Settings.parseDuration(matcher.group(3)));
                }
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "': " + e.getMessage());
            }
            throw new TypeConversionException("'" + text + "' is not SHARE@AT+FOR, e.g. 0.2@20s+10s");
        }
    }
}
