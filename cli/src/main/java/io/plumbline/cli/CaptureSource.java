package io.plumbline.cli;

import io.plumbline.schemas.event.BaselineSource;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that say what a baseline is made of: exactly one source. */
final class CaptureSource {
    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Windows that begin then or later: 2026-05-01T12:00:00Z, or 24h for a day ago.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Windows that end by then (default: up to now).")
    private String to;

    @Option(names = "--from-run", paramLabel = "ID", description = "The windows of a run.")
    private String fromRun;

    @Option(names = "--from-release", paramLabel = "NAME", description = "Windows in which all nodes had this release.")
    private String fromRelease;

    @Option(
            names = "--targets",
            paramLabel = "FILE",
            description = "Given levels: CSV with the columns metric, level, and operation or node or both.")
    private String targets;

    @Option(
            names = "--level",
            paramLabel = "METRIC=VALUE",
            description = "A given level of one series, e.g. p95=120ms; repeatable.")
    private Map<String, String> levels = new LinkedHashMap<>();

    /** @throws ConfigException unless exactly one source is named */
    BaselineSource kind() {
        int named = named(fromRun) + named(fromRelease) + named(targets) + (levels.isEmpty() ? 0 : 1);
        boolean narrowed = from != null || to != null;
        Settings.check(
                named == 1 || (named == 0 && narrowed),
                "say what to make the baseline of: one of --from, --from-run, --from-release, --targets, --level");
        boolean given = targets != null || !levels.isEmpty();
        Settings.check(!(given && narrowed), "--from and --to choose windows, and given levels come from none");
        if (given) {
            return BaselineSource.TARGETS;
        }
        if (fromRun != null) {
            return BaselineSource.RUN;
        }
        return fromRelease != null ? BaselineSource.RELEASE : BaselineSource.WINDOWS;
    }

    /** What the source is called; empty for windows of a time range and for levels on the command line. */
    String name() {
        for (String name : new String[] {fromRun, fromRelease, targets}) {
            if (name != null) {
                return name;
            }
        }
        return "";
    }

    /** The run whose windows are taken, if no other than that which the baseline is for. */
    String run(String otherwise) {
        return fromRun == null ? otherwise : fromRun;
    }

    /** Null: any. */
    String release() {
        return fromRelease;
    }

    /** Null: not from a file. */
    String targets() {
        return targets;
    }

    Map<String, String> levels() {
        return levels;
    }

    /** Null: since ever. */
    Instant from(Instant now) {
        return from == null ? null : Moment.parse("--from", from, now);
    }

    /** Null: up to now. */
    Instant to(Instant now) {
        return to == null ? null : Moment.parse("--to", to, now);
    }

    private static int named(String option) {
        return option == null ? 0 : 1;
    }
}
