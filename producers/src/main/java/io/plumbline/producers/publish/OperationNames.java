package io.plumbline.producers.publish;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names of operations that somebody else chose, up to a limit: a name with an id in it would make a series of every event.
 * Thread-safe.
 */
public final class OperationNames {
    /** What is beyond the limit. */
    public static final String OVERFLOW = "(overflow)";

    private final int most;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final AtomicLong overflowed = new AtomicLong();

    public OperationNames(int most) {
        this.most = most;
    }

    /** The name itself, or {@value #OVERFLOW} if it is one too many. */
    public String limited(String name) {
        if (known.contains(name)) {
            return name;
        }
        if (known.size() >= most) {
            overflowed.incrementAndGet();
            return OVERFLOW;
        }
        known.add(name);
        return name;
    }

    /** How many events were counted under {@value #OVERFLOW}. */
    public long overflowed() {
        return overflowed.get();
    }
}
