package io.plumbline.producers.probe;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One probe: what is asked, how often, and what counts as an answer. {@link #toString} shows no secrets.
 *
 * @param name of the operation that it is recorded as
 * @param target {@code tcp://host:port}, {@code http://}, {@code https://}, {@code jdbc:} or {@code exec:COMMAND ARGUMENTS};
 *     may hold a password
 * @param interval between two intended starts
 * @param timeout counted from the intended start
 * @param concurrency how many may be under way at once
 * @param expected what counts as an answer
 */
public record ProbeConfig(
        String name, String target, Duration interval, Duration timeout, int concurrency, Expected expected) {
    public static final Duration INTERVAL = Duration.ofSeconds(1);
    public static final Duration TIMEOUT = Duration.ofSeconds(2);
    public static final int CONCURRENCY = 4;

    private static final String PREFIX = "probe.";

    public ProbeConfig {
        String key = PREFIX + name;
        Settings.check(
                name.matches("[^/\\s]{1,100}"), "a probe's name must have no blanks and slashes: '" + name + "'");
        Settings.check(
                interval.compareTo(Duration.ofMillis(10)) >= 0,
                key + ".interval must be at least 10ms, was " + interval);
        Settings.check(
                timeout.compareTo(Duration.ofMillis(1)) >= 0, key + ".timeout must be at least 1ms, was " + timeout);
        Settings.check(
                concurrency >= 1 && concurrency <= 64,
                key + ".concurrency must be between 1 and 64, was " + concurrency);
        checkTarget(key, target);
    }

    /** With the defaults. */
    public static ProbeConfig of(String name, String target) {
        return new ProbeConfig(name, target, INTERVAL, TIMEOUT, CONCURRENCY, Expected.ANY);
    }

    /**
     * From {@code probe.NAME.target}, {@code .interval}, {@code .timeout}, {@code .concurrency} and what {@link Expected}
     * has, for each NAME; a name has no dots. Other keys are not read: the caller rejects them.
     */
    public static List<ProbeConfig> from(Settings settings) {
        return settings.namesUnder(PREFIX).stream()
                .map(name -> from(name, settings))
                .toList();
    }

    /** The target without what is secret in it: user, password and everything after the question mark. */
    public String address() {
        if (target.startsWith(ExecTarget.SCHEME)) { // any argument may be a secret
            return target.replaceFirst("(?s)^(exec:\\s*\\S+).*", "$1");
        }
        // First what stands before the @: a password may hold any of the other marks, in JDBC a slash too.
        String bare = target.startsWith("jdbc:")
                ? target.replaceFirst("^(jdbc:\\w+:(?:thin:|oci:)?(?://)?).*@", "$1")
                : target.replaceFirst("//[^/@]*@", "//");
        return bare.replaceFirst("[?;].*", "");
    }

    @Override
    public String toString() {
        return "ProbeConfig[name=" + name + ", target=" + address() + ", interval=" + interval + ", timeout=" + timeout
                + ", concurrency=" + concurrency + "]";
    }

    private static ProbeConfig from(String name, Settings settings) {
        String key = PREFIX + name;
        return new ProbeConfig(
                name,
                settings.required(key + ".target"),
                settings.duration(key + ".interval", INTERVAL),
                settings.duration(key + ".timeout", TIMEOUT),
                settings.integer(key + ".concurrency", CONCURRENCY),
                Expected.from(key, settings));
    }

    private static void checkTarget(String key, String target) {
        if (target.startsWith("jdbc:")) {
            return;
        }
        if (target.startsWith(ExecTarget.SCHEME)) {
            ExecTarget.program(key + ".target", target);
            return;
        }
        String scheme = target.replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
        Settings.check(
                List.of("tcp", "http", "https").contains(scheme),
                key + ".target must begin with tcp://, http://, https://, jdbc: or exec:");
        URI uri = uri(key, target);
        Settings.check(uri.getHost() != null, key + ".target names no host");
        Settings.check(!scheme.equals("tcp") || uri.getPort() > 0, key + ".target names no port");
    }

    /** The message must not repeat the target: it may hold a password. */
    private static URI uri(String key, String target) {
        try {
            return new URI(target);
        } catch (URISyntaxException e) {
            throw new ConfigException(key + ".target is no address: " + e.getReason());
        }
    }
}
