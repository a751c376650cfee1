package io.plumbline.streams.domain.alert;

/**
 * Why an alert changes.
 *
 * @param atMicros end of the window that showed it, end of the hold, or when somebody decided
 * @param author who decided; empty: the evidence did
 * @param reason in words; empty: the status says it all
 */
record Cause(long atMicros, String author, String reason) {
    static Cause at(long micros) {
        return because("", micros);
    }

    static Cause because(String reason, long micros) {
        return new Cause(micros, "", reason);
    }

    static Cause of(Decision decision) {
        return new Cause(decision.atMicros(), decision.author(), decision.reason());
    }
}
