package io.plumbline.sink.simulation;

import io.plumbline.sink.core.Decoder;
import io.plumbline.sink.core.Source;
import io.plumbline.sink.database.Session;

/** A sink with something wrong in it; this one is right. */
class Mutant {
    static final Mutant NONE = new Mutant();

    Source source(Source source) {
        return source;
    }

    Session session(World world, Instance instance) {
        return new SimulatedSession(world, instance);
    }

    Decoder decoder(Decoder decoder) {
        return decoder;
    }
}
