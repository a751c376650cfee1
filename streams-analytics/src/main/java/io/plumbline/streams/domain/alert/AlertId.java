package io.plumbline.streams.domain.alert;

import io.plumbline.streams.domain.window.Series;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids that a restart and a replay make again: of what an alert is about, not of when it was noticed. */
final class AlertId {
    private static final int DIGITS = 12;
    private static final String ALERT = "a-";
    private static final String INCIDENT = "i-";

    private AlertId() {}

    /**
     * @param before id of the series' last alert if that had not ended by the onset: two alerts can share an onset, such
     *     as after a suspicion that was dismissed too soon. Empty: there is none
     */
    static String of(Series series, long onsetMicros, String before) {
        String onset = Long.toString(onsetMicros);
        String name = String.join("\n", series.system(), series.run(), series.operation(), series.node(), onset);
        return ALERT + digest(before.isEmpty() ? name : name + "\n" + before).substring(0, DIGITS);
    }

    /** The incident that begins with this alert. */
    static String incident(String alert) {
        return INCIDENT + alert.substring(ALERT.length());
    }

    private static String digest(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
