package io.plumbline.producers.load;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a command by the shell; what it prints is not read. It fails if it ends with another code than 0. */
record CommandTarget(String command) implements LoadTarget {
    @Override
    public long call(Duration allowed) throws IOException, InterruptedException, TimeoutException {
        Process process = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(allowed.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException("the command did not end in time");
            }
            if (process.exitValue() != 0) {
                throw new IOException("the command ended with " + process.exitValue());
            }
            return 0;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
