package io.plumbline.streams.domain.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the windows of an operation say of health.
 *
 * @param failures limits of the share of events that failed
 * @param evidence limits of the number of errors in one window of a {@link Components#SECURITY} operation
 * @param p95 limits of the 95th percentile, in nanoseconds; operations without any are not judged by it
 * @param p99 likewise
 */
public record OperationRules(
        Components components, Limits failures, Limits evidence, NamePatterns<Limits> p95, NamePatterns<Limits> p99) {
    public List<Reason> judge(OperationFigures window) {
        List<Reason> reasons = new ArrayList<>();
        String component = components.of(window.operation());
        boolean security = component.equals(Components.SECURITY);
        if (security && window.count() > 0) {
            reasons.add(evidence(window, aspect(window, component, Code.EVIDENCE)));
        }
        failures(window, aspect(window, component, Code.FAILURE_SHARE), security)
                .ifPresent(reasons::add);
        percentile(window, aspect(window, component, Code.P95), p95, window.p95Nanos(), window.p95LowNanos())
                .ifPresent(reasons::add);
        percentile(window, aspect(window, component, Code.P99), p99, window.p99Nanos(), window.p99LowNanos())
                .ifPresent(reasons::add);
        return reasons;
    }

    private Reason evidence(OperationFigures window, Aspect aspect) {
        String text = window.errors() + " of " + window.count() + " events of " + window.operation() + " are evidence";
        return aspect.judged(window.period(), evidence, (double) window.errors(), Unit.COUNT, text);
    }

    /** An error in security is what somebody tried, not something that failed: there, only timeouts are failures. */
    private Optional<Reason> failures(OperationFigures window, Aspect aspect, boolean security) {
        long failed = window.timeouts() + (security ? 0 : window.errors());
        long of = window.count() - (security ? window.errors() : 0);
        return aspect.judged(window.period(), failures, failed, of, "events of " + window.operation() + " failed");
    }

    /** Without an interval, the events are too few for a judgement. */
    private static Optional<Reason> percentile(
            OperationFigures window, Aspect aspect, NamePatterns<Limits> targets, double nanos, Double lowNanos) {
        if (lowNanos == null) {
            return Optional.empty();
        }
        return targets.find(window.operation())
                .map(limits -> aspect.judged(
                        window.period(),
                        limits,
                        nanos,
                        lowNanos,
                        Unit.NANOS,
                        sentence(window, aspect, nanos, lowNanos)));
    }

    private static String sentence(OperationFigures window, Aspect aspect, double nanos, double lowNanos) {
        return aspect.code() + " of " + window.operation() + " is " + Unit.NANOS.text(nanos) + ", surely "
                + Unit.NANOS.text(lowNanos);
    }

    private static Aspect aspect(OperationFigures window, String component, Code code) {
        return new Aspect(window.node(), component, code, window.operation());
    }
}
