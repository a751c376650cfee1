package io.plumbline.streams.domain.alert;

/**
 * What somebody decided of an alert.
 *
 * @param alert its id
 * @param atMicros when, by the clock of who decided
 */
public record Decision(
        String system, String run, String alert, Action action, String author, String reason, long atMicros) {
    /** The names are those of the contract. */
    public enum Action {
        /** Seen, being worked on. */
        ACKNOWLEDGE,
        /** This is how it is from now on. */
        ACCEPT
    }
}
