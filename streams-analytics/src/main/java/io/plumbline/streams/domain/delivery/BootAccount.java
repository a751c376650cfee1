package io.plumbline.streams.domain.delivery;

import io.plumbline.streams.domain.window.Origin;
import io.plumbline.streams.domain.window.SourceClock;

/** The account of one boot of one agent, with what its figures were used for. Mutable; one thread owns it. */
public final class BootAccount {
    private final SequenceAccount sequence;
    private String system = "";
    private String run = "";
    private Origin origin = Origin.REAL;
    private long late;
    private long quarantined;
    private long lastSeenMillis;
    private long watermarkMicros = SourceClock.NOTHING;

    /** Which boot of which node. */
    public record Key(String node, String boot) {}

    public BootAccount() {
        this(new SequenceAccount());
    }

    public BootAccount(SequenceAccount sequence) {
        this.sequence = sequence;
    }

    /** A batch of {@code system} and {@code run} was seen at this wall-clock time, which the caller reads. */
    public void seen(String newSystem, String newRun, Origin newOrigin, long wallClockMillis) {
        system = newSystem;
        run = newRun;
        origin = newOrigin;
        lastSeenMillis = wallClockMillis;
    }

    /** Of the received measurements, so many more were late, and so many were refused. */
    public void setAside(long moreLate, long moreQuarantined) {
        late += moreLate;
        quarantined += moreQuarantined;
    }

    /** An event of that time was counted. */
    public void reached(long eventMicros) {
        watermarkMicros = Math.max(watermarkMicros, eventMicros);
    }

    /** The greatest event time counted; {@link SourceClock#NOTHING} before the first. Lateness is judged by it. */
    public long watermarkMicros() {
        return watermarkMicros;
    }

    public SequenceAccount sequence() {
        return sequence;
    }

    public String system() {
        return system;
    }

    public String run() {
        return run;
    }

    public Origin origin() {
        return origin;
    }

    public long late() {
        return late;
    }

    public long quarantined() {
        return quarantined;
    }

    public long lastSeenMillis() {
        return lastSeenMillis;
    }
}
