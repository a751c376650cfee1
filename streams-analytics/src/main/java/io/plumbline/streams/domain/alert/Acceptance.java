package io.plumbline.streams.domain.alert;

import io.plumbline.streams.domain.regression.watch.ChangeKind;
import java.util.List;

/**
 * Somebody said that a series is as it should be: its baseline moves to the present levels.
 *
 * @param alert that was accepted
 * @param levels what its metrics are now; targets are not among them, for a target that is missed is no level
 */
public record Acceptance(Alert.State alert, Decision decision, List<Track> levels) {
    static Acceptance of(Alert alert, Decision decision) {
        List<Track> levels = alert.tracks().values().stream()
                .filter(track -> !track.isOver() && track.said().kind() != ChangeKind.TARGET)
                .toList();
        return new Acceptance(alert.state(), decision, levels);
    }
}
