package io.plumbline.e2e.faults.run;

import java.util.List;

/**
 * What the sinks run: a negative control runs a sink that is broken.
 *
 * @param main its main class; it takes the arguments of {@code plumbline}
 * @param arguments before the settings
 */
public record SinkProgram(String main, List<String> arguments) {
    public static final SinkProgram PLUMBLINE = new SinkProgram("io.plumbline.cli.Main", List.of("sink"));

    public SinkProgram {
        arguments = List.copyOf(arguments);
    }
}
