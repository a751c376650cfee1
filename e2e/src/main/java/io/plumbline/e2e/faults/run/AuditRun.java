package io.plumbline.e2e.faults.run;

import io.plumbline.e2e.faults.process.Child;
import java.io.IOException;
import java.util.List;

/** A second opinion: {@code plumbline audit} compares every record of every topic with its rows, and the sink's own counts. */
final class AuditRun {
    private static final int LINES_SHOWN = 40;

    private AuditRun() {}

    /** What it says when something is not as it must be; empty: nothing. */
    static List<String> findings(World world) throws IOException, InterruptedException {
        Child audit = world.audit();
        int exit = audit.await();
        return exit == 0
                ? List.of()
                : audit.said(0)
                        .lines()
                        .limit(LINES_SHOWN)
                        .map(line -> "audit, exit code " + exit + ": " + line)
                        .toList();
    }
}
