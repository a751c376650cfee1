package io.plumbline.producers.load;

import io.plumbline.schemas.event.Outcome;
import io.plumbline.settings.ConfigException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * How one operation ended. Whatever a target does wrong is its answer.
 *
 * @param failure null if it is OK or took too long
 */
record Attempt(Outcome outcome, long bytes, Exception failure) {
    static Attempt of(LoadTarget target, Duration allowed) {
        try {
            return new Attempt(Outcome.OK, target.call(allowed), null);
        } catch (TimeoutException e) {
            return new Attempt(Outcome.TIMEOUT, 0, null);
        } catch (Exception e) {
            return new Attempt(Outcome.ERROR, 0, e);
        } catch (Error e) { // of a class of the user's: no answer, and every operation would fail so
            throw new ConfigException("the target is broken: " + e);
        }
    }
}
