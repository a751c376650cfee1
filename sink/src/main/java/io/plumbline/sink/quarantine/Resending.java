package io.plumbline.sink.quarantine;

import java.util.Optional;
import java.util.Set;

/** Whether a dead letter is worth sending again. */
final class Resending {
    /** Topics whose records have sequence numbers. */
    private final Set<String> sequenced;

    Resending(Set<String> sequenced) {
        this.sequenced = sequenced;
    }

    /** Why it is not; empty: it is. */
    Optional<String> obstacle(Held letter) {
        if (letter.outputTopic() == null
                && letter.entry().topic().equals(letter.entry().found().topic())) {
            return Optional.of("the dead letter does not say where it came from");
        }
        if (letter.value() == null) {
            return Optional.of("the value is not in quarantine"
                    + (letter.outputTopic() == null ? "" : ": the result was too large to be written anywhere"));
        }
        if (isCounted(letter)) {
            return Optional.of("its sequence numbers are counted as received and quarantined:"
                    + " sent again, it would only count as duplicated");
        }
        return Optional.empty();
    }

    /**
     * What the topology read and then refused is in the account of its boot; what it could not read is not, and fills its
     * gap there when it comes again.
     */
    private boolean isCounted(Held letter) {
        return letter.outputTopic() == null
                && sequenced.contains(letter.entry().topic())
                && IllegalArgumentException.class
                        .getName()
                        .equals(letter.headers().get("__streams.errors.exception"));
    }
}
