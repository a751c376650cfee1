package io.plumbline.producers.probe;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What counts as an answer; anything else is an error.
 *
 * @param status of HTTP: 0 is any below 400; of a command: its exit code
 * @param body regular expression that is found in the answer's text (HTTP) or the output (command); empty: any
 * @param query what a database is asked
 * @param value first value of the first row that the query returns, as text; empty: any, and none
 */
public record Expected(int status, String body, String query, String value) {
    public static final String QUERY = "SELECT 1";
    public static final Expected ANY = new Expected(0, "", QUERY, "");

    public Expected {
        try {
            Pattern.compile(body);
        } catch (PatternSyntaxException e) {
            throw new ConfigException("a probe's .body is no regular expression: " + e.getDescription());
        }
    }

    static Expected from(String key, Settings settings) {
        return new Expected(
                settings.integer(key + ".status", 0),
                settings.string(key + ".body", ""),
                settings.string(key + ".query", QUERY),
                settings.string(key + ".value", ""));
    }

    /** Nothing where any text will do, so that it need not be kept. */
    Optional<Pattern> pattern() {
        return body.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(body, Pattern.DOTALL));
    }
}
