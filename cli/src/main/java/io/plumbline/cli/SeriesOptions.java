package io.plumbline.cli;

import io.plumbline.reports.Selection;
import io.plumbline.schemas.event.Baseline;
import picocli.CommandLine.Option;

/** The options that say which series of a system are meant. */
final class SeriesOptions {
    @Option(names = "--system", required = true, paramLabel = "NAME", description = "The monitored system.")
    private String system;

    @Option(
            names = "--run",
            paramLabel = "ID",
            defaultValue = "",
            description = "Baselines of this run only (default: those of continuous operation, which are also for runs"
                    + " without any of their own).")
    private String run;

    @Option(names = "--operation", paramLabel = "NAME", description = "One operation (default: all, and resources).")
    private String operation;

    @Option(
            names = "--node",
            paramLabel = "NAME",
            description = "One node: its resources, or with --operation that operation there.")
    private String node;

    String system() {
        return system;
    }

    String run() {
        return run;
    }

    /** Null: any. */
    String operation() {
        return operation;
    }

    /** Null: any. */
    String node() {
        return node;
    }

    Selection selection() {
        return new Selection(system, run, operation, node);
    }

    boolean matches(Baseline baseline) {
        return baseline.getSystem().equals(system)
                && baseline.getRun().equals(run)
                && (operation == null || baseline.getOperation().equals(operation))
                && (node == null || baseline.getNode().equals(node));
    }
}
