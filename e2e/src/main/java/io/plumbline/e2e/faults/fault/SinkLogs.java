package io.plumbline.e2e.faults.fault;

import io.plumbline.e2e.faults.process.Child;
import io.plumbline.e2e.faults.run.Role;
import io.plumbline.e2e.faults.run.Waiting;
import io.plumbline.e2e.faults.run.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the sinks say from a moment on. */
final class SinkLogs {
    private final Map<Child, Long> from = new HashMap<>();

    /** From now on, of those that run now. */
    SinkLogs(World world) {
        for (String member : world.members(Role.SINK)) {
            Child sink = world.child(member);
            from.put(sink, sink.logSize());
        }
    }

    /** Waits for a line with all of the texts, and returns it. */
    String await(String what, Duration patience, String... texts) throws InterruptedException, MissedException {
        if (!Waiting.within(patience, () -> line(texts).isPresent())) {
            throw new MissedException(what + ": no sink said so within " + patience.toSeconds() + " s");
        }
        return line(texts).orElseThrow();
    }

    private Optional<String> line(String... texts) {
        return from.entrySet().stream()
                .flatMap(sink -> sink.getKey().said(sink.getValue()).lines())
                .filter(line -> Stream.of(texts).allMatch(line::contains))
                .findFirst();
    }
}
