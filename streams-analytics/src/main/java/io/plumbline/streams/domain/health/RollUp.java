package io.plumbline.streams.domain.health;

import io.plumbline.streams.domain.window.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The health of one subject: the worst of its reasons. It does not depend on their order, and a further reason never
 * makes it better, but the first.
 *
 * @param reasons worst first: at most {@value #MAX_UNWELL} that are not healthy, and of each component and code that is
 *     healthy the one nearest to its limit
 * @param lookedAt how many reasons there were
 * @param unwell how many of these are not healthy
 */
public record RollUp(Status status, List<Reason> reasons, int lookedAt, int unwell, Origin origin) {
    static final int MAX_UNWELL = 20;

    /** Of what there is nothing, nothing is known. */
    static final RollUp NOTHING = of(List.of());

    private static final Comparator<Reason> NEAREST_FIRST =
            Comparator.comparingDouble(Reason::usedUp).reversed().thenComparing(Reason.WORST_FIRST);

    static RollUp of(Collection<Standing> standings) {
        Status status = Status.worst(
                standings.stream().map(standing -> standing.reason().status()).toList());
        List<Reason> unwell = standings.stream()
                .map(Standing::reason)
                .filter(reason -> reason.status() != Status.HEALTHY)
                .sorted(Reason.WORST_FIRST)
                .toList();
        List<Reason> shown = new ArrayList<>(unwell.subList(0, Math.min(MAX_UNWELL, unwell.size())));
        shown.addAll(nearest(standings));
        Origin origin = standings.stream().map(Standing::origin).reduce(Origin.REAL, Origin::or);
        return new RollUp(status, List.copyOf(shown), standings.size(), unwell.size(), origin);
    }

    /** What makes it another than before, in words that can be kept: everything but the figures. */
    List<String> signature() {
        List<String> signature = new ArrayList<>();
        for (Reason reason : reasons) {
            Aspect aspect = reason.aspect();
            String what = reason.status() + " " + aspect.component() + " " + aspect.code();
            signature.add(reason.status() == Status.HEALTHY ? what : what + " " + aspect.node() + " " + aspect.item());
        }
        signature.add(Integer.toString(unwell));
        return signature;
    }

    private static Collection<Reason> nearest(Collection<Standing> standings) {
        Map<String, Reason> byCode = new TreeMap<>();
        for (Standing standing : standings) {
            Reason reason = standing.reason();
            if (reason.status() == Status.HEALTHY) {
                byCode.merge(
                        reason.aspect().component() + " " + reason.aspect().code(),
                        reason,
                        (one, other) -> NEAREST_FIRST.compare(one, other) <= 0 ? one : other);
            }
        }
        return byCode.values();
    }
}
