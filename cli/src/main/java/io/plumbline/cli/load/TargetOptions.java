package io.plumbline.cli.load;

import io.plumbline.cli.DurationConverter;
import io.plumbline.cli.SettingsOptions;
import io.plumbline.producers.load.LoadListener;
import io.plumbline.producers.load.OpenLoop;
import io.plumbline.producers.load.TargetSpec;
import io.plumbline.producers.probe.Expected;
import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What load is put on, and by whom. */
final class TargetOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--target",
            required = true,
            description = "http(s)://..., tcp://host:port, jdbc:..., exec:COMMAND or java:CLASS?ARGUMENT (a Callable).")
    private String target;

    @Option(
            names = "--query",
            defaultValue = Expected.QUERY,
            description = "What a database is asked (${DEFAULT-VALUE}).")
    private String query;

    @Option(
            names = "--status",
            defaultValue = "0",
            description = "The HTTP status that is expected, 0: any below 400; or the exit code (${DEFAULT-VALUE}).")
    private int status;

    @Option(
            names = "--timeout",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "For an operation, from when it was due (${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(
            names = "--workers",
            defaultValue = "64",
            description = "Operations that may be under way at once (${DEFAULT-VALUE}).")
    private int workers;

    @Option(
            names = "--operation",
            defaultValue = "load",
            description = "Its name where it is published (${DEFAULT-VALUE}).")
    private String operation;

    @Option(
            names = "--watch-pid",
            paramLabel = "PID",
            description = "The target's process: its memory and CPU are sampled every 100 ms.")
    private Long pid;

    @Mixin
    private SettingsOptions settings;

    TargetSpec spec() {
        return spec(target);
    }

    /** Another one, asked in the same way. */
    TargetSpec spec(String other) {
        return new TargetSpec(other, query, status);
    }

    /** @param configuration what the run depends on besides the target, as flat text without secrets */
    LoadSession open(String pattern, Map<String, String> configuration) {
        Map<String, String> all = new HashMap<>(configuration);
        all.put("load.pattern", pattern);
        all.put("load.target", spec().name());
        return LoadSession.open(pattern, this, all, command.commandLine().getErr());
    }

    OpenLoop openLoop(LoadListener listener) {
        return new OpenLoop(spec().factory(), workers, timeout, listener);
    }

    Duration timeout() {
        return timeout;
    }

    String operation() {
        return operation;
    }

    /** Null: none is watched. */
    Long pid() {
        return pid;
    }

    Settings settings() {
        return settings.settings();
    }
}
