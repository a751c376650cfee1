package io.plumbline.e2e.faults.run;

import io.plumbline.e2e.faults.check.Verdict;
import java.time.Duration;
import java.util.List;

/**
 * How a run ended.
 *
 * @param undisturbed how soon rows come when nothing is broken, measured as recovery is
 */
public record Result(long seed, Duration undisturbed, List<Inflicted> faults, Verdict verdict) {
    public Result {
        faults = List.copyOf(faults);
    }

    public long kills() {
        return faults.stream()
                .flatMap(volley -> volley.kinds().stream())
                .filter(kind -> kind.isKill())
                .count();
    }

    public long count() {
        return faults.stream().mapToLong(volley -> volley.kinds().size()).sum();
    }
}
