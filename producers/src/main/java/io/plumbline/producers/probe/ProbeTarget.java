package io.plumbline.producers.probe;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Something that can be asked whether it answers. Each slot of a probe has its own; it is used by one thread. */
public interface ProbeTarget extends AutoCloseable {
    /**
     * Asks once.
     *
     * @param allowed the time that is left; at least a millisecond
     * @throws TimeoutException if there was no answer in that time
     * @throws Exception if the target failed or answered with a failure
     */
    Answer ask(Duration allowed) throws Exception;

    @Override
    default void close() {}

    /** @param bytes of payload that came back */
    record Answer(long bytes) {}

    static ProbeTarget of(ProbeConfig config) {
        String target = config.target();
        if (target.startsWith("jdbc:")) {
            return new JdbcTarget(target, config.expected());
        }
        if (target.startsWith(ExecTarget.SCHEME)) {
            return new ExecTarget(target, config.expected());
        }
        return target.startsWith("tcp:") ? new TcpTarget(target) : new HttpTarget(target, config.expected());
    }
}
