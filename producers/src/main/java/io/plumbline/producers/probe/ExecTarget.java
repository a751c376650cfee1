package io.plumbline.producers.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Runs a {@link Program}: output and errors are its answer, its exit code is its status. */
final class ExecTarget implements ProbeTarget {
    static final String SCHEME = "exec:";

    private final Program program;
    private final int status;
    private final Optional<Pattern> body;

    ExecTarget(String target, Expected expected) {
        program = program("target", target);
        status = expected.status();
        body = expected.pattern();
    }

    /** @param key whose value the target is, for messages */
    static Program program(String key, String target) {
        return Program.of(key, target.substring(SCHEME.length()));
    }

    @Override
    public Answer ask(Duration allowed) throws IOException, InterruptedException, TimeoutException {
        Program.Result result = program.run(allowed);
        if (result.exitCode() != status) {
            throw new UnexpectedAnswer("exit code " + result.exitCode());
        }
        if (body.isPresent() && !body.get().matcher(result.output()).find()) {
            throw new UnexpectedAnswer("output without what is expected");
        }
        return new Answer(result.bytes());
    }
}
