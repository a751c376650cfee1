package io.plumbline.cli.scale;

import io.plumbline.producers.scale.real.ProcessTree;

/** A real service that is started for the scaling test of who has none at hand. */
interface LocalService extends OpenTarget.Part {
    /** What nodes ask. */
    String target();

    /** Its processes, and no others. */
    ProcessTree processes();
}
