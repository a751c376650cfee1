package io.plumbline.streams.domain.alert;

import io.plumbline.streams.domain.regression.watch.ChangeKind;
import io.plumbline.streams.domain.window.Series;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An alert's transition as a sentence. */
final class AlertText {
    private static final long MICROS_OF_SECOND = 1_000_000;
    private static final int SECONDS_OF_MINUTE = 60;
    private static final int MINUTES_OF_HOUR = 60;
    private static final int HOURS_OF_DAY = 24;

    private AlertText() {}

    static String of(Transition transition) {
        Alert.State alert = transition.alert();
        List<Track> tracks = alert.leading();
        Evidence lead = tracks.get(0).said();
        String operation = alert.series().operation();
        String away = change(operation, lead) + where(alert) + " since " + time(alert.onsetMicros()) + others(tracks);
        String back = subject(operation, lead) + where(alert) + back(lead) + " after " + time(alert.onsetMicros());
        String by = alert.acknowledgedBy().isEmpty() ? "" : "; acknowledged by " + alert.acknowledgedBy();
        return switch (alert.status()) {
            case SUSPECTED -> "Suspected: " + away + by;
            case CONFIRMED, ACKNOWLEDGED -> away + by;
            case ACCEPTED -> away + "; accepted by " + transition.author();
            case RECOVERING -> "Recovering: " + back + by;
            case RESOLVED -> transition.reason().isEmpty() ? "Resolved: " + back : away + "; " + transition.reason();
        };
    }

    /** What happened to a metric, such as: p95 of vote rose 31 % (10.0 ms to 13.1 ms). */
    static String change(String operation, Evidence evidence) {
        return subject(operation, evidence) + " " + change(evidence);
    }

    /** The time of day, UTC. */
    static String time(long micros) {
        long second = Math.floorDiv(micros, MICROS_OF_SECOND);
        long minute = Math.floorDiv(second, SECONDS_OF_MINUTE);
        long hour = Math.floorMod(Math.floorDiv(minute, MINUTES_OF_HOUR), HOURS_OF_DAY);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d UTC",
                hour,
                Math.floorMod(minute, MINUTES_OF_HOUR),
                Math.floorMod(second, SECONDS_OF_MINUTE));
    }

    private static String subject(String operation, Evidence evidence) {
        return operation.isEmpty() ? evidence.metric() : evidence.metric() + " of " + operation;
    }

    private static String change(Evidence evidence) {
        String now = Quantities.text(evidence.unit(), evidence.now());
        String much = Double.isFinite(evidence.effect()) ? " " + Quantities.percent(Math.abs(evidence.effect())) : "";
        if (evidence.kind() == ChangeKind.TARGET) {
            return "misses its target" + (much.isEmpty() ? "" : " by" + much)
                    + levels(evidence.target(), now, evidence);
        }
        boolean up = evidence.before() == null || evidence.now() >= evidence.before();
        String verb = switch (evidence.kind()) {
            case STEP -> up ? "rose" : "fell";
            case SPIKE -> up ? "rose for a moment" : "fell for a moment";
            case TREND -> up ? "keeps rising, so far" : "keeps falling, so far";
            case BASELINE -> up ? "is above its baseline" : "is below its baseline";
            case TARGET -> "misses its target";
        };
        return verb + much + levels(evidence.before(), now, evidence);
    }

    private static String levels(Double from, String now, Evidence evidence) {
        return from == null ? " (" + now + ")" : " (" + Quantities.text(evidence.unit(), from) + " to " + now + ")";
    }

    private static String back(Evidence evidence) {
        Double level = evidence.kind() == ChangeKind.TARGET ? evidence.target() : evidence.before();
        String then = evidence.kind() == ChangeKind.TARGET ? "; target " : "; before ";
        String now = Quantities.text(evidence.unit(), evidence.now());
        return " is back (" + now + (level == null ? "" : then + Quantities.text(evidence.unit(), level)) + ")";
    }

    private static String where(Alert.State alert) {
        Series series = alert.series();
        if (!series.node().isEmpty()) {
            return " on node " + series.node();
        }
        return alert.nodeCount() > 1 ? " over " + alert.nodeCount() + " nodes" : "";
    }

    private static String others(List<Track> tracks) {
        String others = tracks.stream()
                .skip(1)
                .filter(track -> !track.isOver())
                .map(track -> track.said().metric())
                .distinct()
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? "" : ", also " + others;
    }
}
