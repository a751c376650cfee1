package io.plumbline.streams.topology;

import io.plumbline.streams.domain.window.ClosedBy;
import io.plumbline.streams.domain.window.Origin;
import io.plumbline.streams.domain.window.Outcome;

/** The domain's enums to and from those of the contract, which have the same names. */
final class Enums {
    private Enums() {}

    static io.plumbline.schemas.event.Origin toWire(Origin origin) {
        return io.plumbline.schemas.event.Origin.valueOf(origin.name());
    }

    static Origin fromWire(io.plumbline.schemas.event.Origin origin) {
        return switch (origin) {
            case REAL -> Origin.REAL;
            case IMPORTED -> Origin.IMPORTED;
            case REPLAYED -> Origin.REPLAYED;
            case SIMULATED -> Origin.SIMULATED;
        };
    }

    static io.plumbline.schemas.event.ClosedBy toWire(ClosedBy reason) {
        return io.plumbline.schemas.event.ClosedBy.valueOf(reason.name());
    }

    static ClosedBy fromWire(io.plumbline.schemas.event.ClosedBy reason) {
        return switch (reason) {
            case EVENT_TIME -> ClosedBy.EVENT_TIME;
            case IDLE -> ClosedBy.IDLE;
            case SHUTDOWN -> ClosedBy.SHUTDOWN;
        };
    }

    static Outcome fromWire(io.plumbline.schemas.event.Outcome outcome) {
        return switch (outcome) {
            case OK -> Outcome.OK;
            case ERROR -> Outcome.ERROR;
            case TIMEOUT -> Outcome.TIMEOUT;
        };
    }
}
