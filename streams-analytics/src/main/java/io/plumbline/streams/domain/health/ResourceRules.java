package io.plumbline.streams.domain.health;

import java.util.ArrayList;
import java.util.List;

/**
 * What the windows of a node's resources say of health; all limits are of shares.
 *
 * @param cpu of the machine's processors, busy
 * @param throttled of the time, held back by a quota
 * @param memory of the memory that the process may use
 */
public record ResourceRules(Limits cpu, Limits throttled, Limits memory) {
    public List<Reason> judge(ResourceFigures window) {
        List<Reason> reasons = new ArrayList<>();
        add(window, Code.CPU, cpu, window.cpu(), "of the processors are busy", reasons);
        add(window, Code.CPU_THROTTLED, throttled, window.throttled(), "of the time held back by the quota", reasons);
        add(window, Code.MEMORY, memory, shareOfMemory(window), "of its memory used by the process", reasons);
        return reasons;
    }

    private static Double shareOfMemory(ResourceFigures window) {
        Double limit = window.memoryLimitBytes();
        return window.memoryBytes() == null || limit == null || limit == 0 ? null : window.memoryBytes() / limit;
    }

    private static void add(
            ResourceFigures window, Code code, Limits limits, Double share, String what, List<Reason> reasons) {
        if (share != null) {
            reasons.add(new Aspect(window.node(), Components.NODE, code, "")
                    .judged(window.period(), limits, share, Unit.SHARE, Unit.SHARE.text(share) + " " + what));
        }
    }
}
