package io.plumbline.producers.importer;

import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * What becomes of what is read.
 *
 * @param identity whose figures these are; an import has a run of its own
 * @param boot the life of that node: the same for the same files, so that importing them twice is seen as repetition
 * @param baseWindow size of the base windows of the topology that will read it ({@code windows.levels}): histograms are
 *     published as summaries of such windows
 * @param strict whether one bad line ends the import
 * @param progress told the number of events now and then
 * @param stopped whether the import is to end before all is read
 */
public record ImportPlan(
        NodeIdentity identity,
        String boot,
        Duration baseWindow,
        boolean strict,
        LongConsumer progress,
        BooleanSupplier stopped) {
    public ImportPlan {
        Settings.check(!identity.run().isEmpty(), "an import needs a run of its own");
        Settings.check(baseWindow.toMillis() > 0, "the base window must be at least a millisecond, was " + baseWindow);
    }
}
