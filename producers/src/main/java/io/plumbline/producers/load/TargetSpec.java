package io.plumbline.producers.load;

import io.plumbline.producers.probe.Expected;
import io.plumbline.producers.probe.ProbeConfig;
import io.plumbline.producers.probe.ProbeTarget;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A target in words: {@code http://}, {@code https://}, {@code tcp://host:port}, {@code jdbc:}, {@code exec:COMMAND} or
 * {@code java:CLASS?ARGUMENT} of a {@link java.util.concurrent.Callable}. {@code {batch}} stands for the size of a batch.
 *
 * @param text may hold a password: see {@link #name}
 * @param query what a database is asked
 * @param status the HTTP status that is expected, 0: any below 400; of a command, its exit code
 */
public record TargetSpec(String text, String query, int status) {
    public static final String BATCH = "{batch}";

    private static final String JAVA = "java:";
    private static final Pattern FORM = Pattern.compile("(https?|tcp|jdbc|exec|java):.+", Pattern.DOTALL);

    public TargetSpec {
        Settings.check(
                FORM.matcher(text).matches(),
                "a target is http://..., https://..., tcp://host:port, jdbc:..., exec:COMMAND or java:CLASS");
    }

    public LoadTarget.Factory factory() {
        return isJava() ? JavaTarget.of(javaSpec()) : this::probed;
    }

    /** With a size in place of {@value #BATCH}. */
    public TargetSpec ofBatch(int size) {
        String number = Integer.toString(size);
        return new TargetSpec(text.replace(BATCH, number), query.replace(BATCH, number), status);
    }

    public boolean hasBatch() {
        return text.contains(BATCH) || query.contains(BATCH);
    }

    /** What is shown of it: no password, no arguments. */
    public String name() {
        return isJava() ? JAVA + javaSpec().split("\\?", 2)[0] : probe().address();
    }

    @Override
    public String toString() {
        return name();
    }

    private LoadTarget probed() {
        ProbeTarget target = ProbeTarget.of(probe());
        return new LoadTarget() {
            @Override
            public long call(Duration allowed) throws Exception {
                return target.ask(allowed).bytes();
            }

            @Override
            public void close() {
                try {
                    target.close();
                } catch (Exception e) {
                    throw new IllegalStateException("a target cannot be closed", e);
                }
            }
        };
    }

    private ProbeConfig probe() {
        try {
            return new ProbeConfig(
                    "load",
                    text,
                    ProbeConfig.INTERVAL,
                    ProbeConfig.TIMEOUT,
                    ProbeConfig.CONCURRENCY,
                    new Expected(status, "", query, ""));
        } catch (IllegalArgumentException e) {
            throw new ConfigException("not a target: " + e.getMessage());
        }
    }

    private boolean isJava() {
        return text.startsWith(JAVA);
    }

    private String javaSpec() {
        return text.substring(JAVA.length());
    }
}
