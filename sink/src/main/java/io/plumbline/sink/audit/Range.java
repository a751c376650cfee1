package io.plumbline.sink.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The offsets of one partition whose records are compared.
 *
 * @param from the first
 * @param to the one behind the last
 * @param fromStart whether nothing that the sink counted comes before it
 * @param toPosition whether nothing that the sink stored comes behind it
 * @param untold why that is not all that was asked for
 */
record Range(long from, long to, boolean fromStart, boolean toPosition, Optional<String> untold) {

    /**
     * @param beginning first offset that Kafka still holds
     * @param end one more than the last that can be read
     * @param sinceOffset first offset of the time that the scope begins with, if it names one
     * @param gaps accepted ones of this partition and topic id
     */
    static Range of(
            Scope scope, StoredPosition stored, long beginning, long end, Optional<Long> sinceOffset, List<Gap> gaps) {
        long start = sinceOffset.orElse(scope.from() == null ? stored.countedFrom() : scope.from());
        long asked = Math.max(start, stored.countedFrom());
        long position = Math.min(stored.next(), end);
        long upto = Math.min(position, scope.to() == null ? position : scope.to());
        long from = Math.max(asked, beginning);
        return new Range(
                from,
                Math.max(from, upto),
                gone(stored.countedFrom(), from, gaps).isEmpty(),
                upto >= position,
                untold(scope, stored, beginning, asked, upto, sinceOffset.isPresent(), gaps));
    }

    long length() {
        return to - from;
    }

    /** Whether it is all that the sink's counts speak of. */
    boolean isWhole() {
        return fromStart && toPosition;
    }

    private static Optional<String> untold(
            Scope scope, StoredPosition stored, long beginning, long asked, long to, boolean byTime, List<Gap> gaps) {
        if (scope.held() || beginning <= stored.countedFrom()) {
            return Optional.empty();
        }
        if (byTime) {
            return asked > beginning
                    ? Optional.empty()
                    : Optional.of(
                            "retention took everything before " + beginning + ", perhaps also of the time asked for");
        }
        List<String> gone = gone(asked, Math.min(beginning, to), gaps);
        return gone.isEmpty()
                ? Optional.empty()
                : Optional.of("Kafka does not hold the offsets " + String.join(", ", gone) + " any more");
    }

    /** Of [from, to) what no accepted gap covers, as text. */
    private static List<String> gone(long from, long to, List<Gap> gaps) {
        List<String> result = new ArrayList<>();
        long next = from;
        while (next < to) {
            long at = next;
            Optional<Gap> gap = gaps.stream().filter(g -> g.covers(at)).findFirst();
            if (gap.isPresent()) {
                next = gap.get().upto();
                continue;
            }
            long upto = gaps.stream()
                    .mapToLong(Gap::from)
                    .filter(start -> start > at && start < to)
                    .min()
                    .orElse(to);
            result.add(at + " to " + (upto - 1));
            next = upto;
        }
        return result;
    }
}
