package io.plumbline.streams.domain.scaling.live;

/** @param run empty: continuous operation */
public record RunKey(String system, String run) {
    boolean isContinuous() {
        return run.isEmpty();
    }
}
