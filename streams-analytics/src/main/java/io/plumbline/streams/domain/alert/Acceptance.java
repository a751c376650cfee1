package io.plumbline.streams.domain.alert;

import io.plumbline.streams.domain.regression.watch.ChangeKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Somebody said that a series is as it should be: its baseline moves to the present levels.
 *
 * @param alert that was accepted
 * @param levels what its metrics are now, one of each; targets are not among them, for a target that is missed is no level
 */
public record Acceptance(Alert.State alert, Decision decision, List<Track> levels) {
    static Acceptance of(Alert alert, Decision decision) {
        Map<String, Track> levels = new LinkedHashMap<>();
        alert.tracks().values().stream()
                .filter(track -> !track.isOver() && track.said().kind() != ChangeKind.TARGET)
                .forEach(track -> levels.putIfAbsent(track.said().metric(), track)); // shortest windows first
        return new Acceptance(alert.state(), decision, List.copyOf(levels.values()));
    }
}
