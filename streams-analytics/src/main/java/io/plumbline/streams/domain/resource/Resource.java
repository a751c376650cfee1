package io.plumbline.streams.domain.resource;

/** The resources of a node, each with the unit that its sketch counts in: small enough that 1 of it is nothing. */
public enum Resource {
    CPU_SYSTEM(Resource.MILLIONTHS),
    CPU_PROCESS(Resource.MILLIONTHS),
    CPU_THROTTLED(Resource.MILLIONTHS),
    MEMORY_SYSTEM(Resource.WHOLE),
    MEMORY_PROCESS(Resource.WHOLE),
    MEMORY_LIMIT(Resource.WHOLE),
    DISK_READ(Resource.WHOLE),
    DISK_WRITE(Resource.WHOLE),
    PROCESS_READ(Resource.WHOLE),
    PROCESS_WRITE(Resource.WHOLE),
    NETWORK_RECEIVED(Resource.WHOLE),
    NETWORK_SENT(Resource.WHOLE);

    private static final double MILLIONTHS = 1e6;
    private static final double WHOLE = 1;

    private final double scale;

    Resource(double scale) {
        this.scale = scale;
    }

    /** How many of the sketch's units are one of the resource's. */
    double scale() {
        return scale;
    }
}
