package io.plumbline.cli.local;

import io.plumbline.reports.Freshness;
import io.plumbline.reports.NodeFigures;
import io.plumbline.reports.OperationFigures;
import java.time.Duration;
import java.util.List;

/** Where a run in progress is shown. */
public interface LiveDisplay {
    /** What the figures of the last seconds are, read back from the database. */
    record Frame(
            Duration elapsed,
            Duration planned,
            List<OperationFigures> operations,
            List<NodeFigures> nodes,
            Freshness freshness,
            long lagRecords) {}

    /** One line about what is happening, e.g. while starting. */
    void say(String line);

    /** Once a second. */
    void show(Frame frame);
}
