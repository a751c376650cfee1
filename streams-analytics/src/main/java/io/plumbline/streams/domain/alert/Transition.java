package io.plumbline.streams.domain.alert;

/**
 * A change of an alert's status or severity, or an answer to it.
 *
 * @param alert as it is from here on
 * @param before the status before; null in the first one
 * @param atMicros end of the window that showed it, when the hold was over, or when somebody decided
 * @param author who decided; empty: the evidence did
 * @param reason in words; empty: the status says it all
 */
public record Transition(Alert.State alert, Status before, long atMicros, String author, String reason) {
    /** All this in a sentence for people. */
    public String text() {
        return AlertText.of(this);
    }
}
