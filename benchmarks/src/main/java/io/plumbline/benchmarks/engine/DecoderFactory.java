package io.plumbline.benchmarks.engine;

import io.plumbline.schemas.registry.RegistryClient;
import java.io.Serializable;

/** Makes a decoder where it is needed; Flink sends it there. */
@FunctionalInterface
interface DecoderFactory extends Serializable {
    Decoder create(RegistryClient registry);
}
