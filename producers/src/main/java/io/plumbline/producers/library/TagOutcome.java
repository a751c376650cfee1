package io.plumbline.producers.library;

import io.plumbline.schemas.event.Outcome;
import java.util.Locale;
import java.util.Map;

/** How an operation ended, by the tags that instrumentation sets. */
final class TagOutcome {
    private TagOutcome() {}

    static Outcome of(Map<String, String> tags) {
        String exception = tags.getOrDefault("exception", tags.getOrDefault("error", ""));
        boolean isException = !exception.isEmpty() && !exception.equalsIgnoreCase("none");
        String outcome = tags.getOrDefault("outcome", "").toUpperCase(Locale.ROOT);
        if (outcome.equals("TIMEOUT") || (isException && exception.contains("Timeout"))) {
            return Outcome.TIMEOUT;
        }
        return isException || outcome.equals("SERVER_ERROR") || outcome.equals("ERROR") ? Outcome.ERROR : Outcome.OK;
    }
}
