package io.plumbline.cli.scale;

import io.plumbline.producers.scale.Step;
import io.plumbline.producers.scale.StepResult;
import io.plumbline.producers.scale.Target;
import java.util.List;

/**
 * A target with what was started for it.
 *
 * @param parts closed in reverse order
 */
record OpenTarget(Target target, List<Part> parts) implements Target {
    /** Something that was started. */
    interface Part extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    public StepResult measure(Step step) throws Exception {
        return target.measure(step);
    }

    @Override
    public boolean isParallel() {
        return target.isParallel();
    }

    @Override
    public void close() {
        close(parts);
    }

    /** One that fails does not keep the others open. */
    static void close(List<Part> parts) {
        if (parts.isEmpty()) {
            return;
        }
        try {
            close(parts.subList(1, parts.size()));
        } finally {
            parts.get(0).close();
        }
    }
}
