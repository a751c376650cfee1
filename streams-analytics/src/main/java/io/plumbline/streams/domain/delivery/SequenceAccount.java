package io.plumbline.streams.domain.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What arrived of one boot of an agent, by sequence number. Each number that an agent ever gave is received, declared
 * as dropped, or missing: <pre>received + dropped + missing = next</pre>
 *
 * <p>The missing numbers are kept as at most {@value #MAX_GAPS} gaps. Beyond that the oldest gap is given up: its numbers
 * stay missing, and if they still come they count as duplicated, because nothing proves that they are not.
 *
 * <p>Mutable; one thread owns it.
 */
public final class SequenceAccount {
    /** More gaps than this are not tracked. */
    public static final int MAX_GAPS = 1_000;

    private final TreeMap<Long, Long> gaps = new TreeMap<>(); // first missing number -> first number behind the gap
    private long received;
    private long duplicated;
    private long dropped;
    private long next;

    public SequenceAccount() {}

    /** From its parts. {@code gaps} maps the first missing number of each gap to the first number behind it. */
    public static SequenceAccount of(long received, long duplicated, long dropped, long next, Map<Long, Long> gaps) {
        SequenceAccount account = new SequenceAccount();
        account.received = received;
        account.duplicated = duplicated;
        account.dropped = dropped;
        account.next = next;
        account.gaps.putAll(gaps);
        return account;
    }

    /**
     * Accounts for a batch.
     *
     * @param first number of its first measurement
     * @param count measurements in it
     * @param droppedBefore numbers directly before {@code first} that the agent declares as dropped
     * @return which of the measurements are new: only these may be counted anywhere
     * @throws IllegalArgumentException if these cannot be sequence numbers; nothing is changed
     */
    public Fresh receive(long first, int count, long droppedBefore) {
        if (first < 0 || droppedBefore < 0 || droppedBefore > first || first > Long.MAX_VALUE - count) {
            throw new IllegalArgumentException(
                    "no sequence: first " + first + ", count " + count + ", dropped before " + droppedBefore);
        }
        dropped += mark(first - droppedBefore, first).count();
        Fresh fresh = mark(first, first + count);
        received += fresh.count();
        duplicated += count - fresh.count();
        return fresh;
    }

    /**
     * Accounts for a batch that begins where the last one ended, as nearly all do.
     *
     * @return whether it is such a batch, all of it new; if not, nothing is changed, and {@link #receive} must look closer
     */
    public boolean advance(long first, int count) {
        if (first != next || first > Long.MAX_VALUE - count) {
            return false;
        }
        received += count;
        next += count;
        return true;
    }

    /** Distinct measurements that arrived. */
    public long received() {
        return received;
    }

    /** Measurements that arrived again. */
    public long duplicated() {
        return duplicated;
    }

    /** Measurements that the agent declared as dropped. */
    public long dropped() {
        return dropped;
    }

    /** One more than the highest number known. */
    public long next() {
        return next;
    }

    /** Numbers below {@link #next} that neither arrived nor were declared as dropped. */
    public long missing() {
        return next - received - dropped;
    }

    /** The gaps that can still be filled: the first missing number to the first number behind it. */
    public Map<Long, Long> gaps() {
        return gaps;
    }

    /** Marks [from, to) as known, and gives what of it was not known before. */
    private Fresh mark(long from, long to) {
        if (from >= next) {
            if (from > next) {
                gaps.put(next, from);
                limitGaps();
            }
            next = to;
            return new Fresh(List.of(new Fresh.Range(from, to)));
        }
        List<Fresh.Range> fresh = fillGaps(from, Math.min(to, next));
        if (to > next) {
            fresh.add(new Fresh.Range(next, to));
            next = to;
        }
        return new Fresh(fresh);
    }

    private List<Fresh.Range> fillGaps(long from, long to) {
        List<Fresh.Range> filled = new ArrayList<>();
        Long start = gaps.floorKey(from);
        start = start == null ? gaps.ceilingKey(from) : start;
        while (start != null && start < to) {
            long end = gaps.get(start);
            if (end > from) {
                gaps.remove(start);
                Fresh.Range range = new Fresh.Range(Math.max(start, from), Math.min(end, to));
                keepGap(start, range.from());
                keepGap(range.to(), end);
                filled.add(range);
            }
            start = gaps.higherKey(Math.max(start, from));
        }
        return filled;
    }

    private void keepGap(long from, long to) {
        if (from < to) {
            gaps.put(from, to);
            limitGaps();
        }
    }

    private void limitGaps() {
        if (gaps.size() > MAX_GAPS) {
            gaps.pollFirstEntry();
        }
    }
}
