package io.plumbline.streams.domain.scaling.live;

import java.util.HashMap;
import java.util.Map;

/** Which reports are worth saying: those that differ from the one before, and one each minute. Not thread-safe. */
final class News {
    private static final long REPEAT_MICROS = 60_000_000;

    private final Map<String, Said> said = new HashMap<>();

    private record Said(Gist gist, long toMicros) {}

    boolean isNews(OperationScaling scaling, boolean isFinal) {
        Said before = said.get(scaling.operation());
        Said now = new Said(Gist.of(scaling, isFinal), scaling.toMicros());
        if (before != null && before.gist.equals(now.gist) && now.toMicros - before.toMicros < REPEAT_MICROS) {
            return false;
        }
        said.put(scaling.operation(), now);
        return true;
    }
}
