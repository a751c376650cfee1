package io.plumbline.producers.probe;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * One probe: what is asked, how often, and what counts as an answer. {@link #toString} shows no secrets.
 *
 * @param name of the operation that it is recorded as
 * @param target {@code tcp://host:port}, {@code http://}, {@code https://} or {@code jdbc:}; may hold a password
 * @param interval between two intended starts
 * @param timeout counted from the intended start
 * @param concurrency how many may be under way at once
 * @param status the HTTP status that is expected; 0: any below 400
 * @param query what a database is asked
 */
public record ProbeConfig(
        String name, String target, Duration interval, Duration timeout, int concurrency, int status, String query) {
    public static final Duration INTERVAL = Duration.ofSeconds(1);
    public static final Duration TIMEOUT = Duration.ofSeconds(2);
    public static final int CONCURRENCY = 4;
    public static final String QUERY = "SELECT 1";

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
        return new ProbeConfig(name, target, INTERVAL, TIMEOUT, CONCURRENCY, 0, QUERY);
    }

    /**
     * From {@code probe.NAME.target}, {@code .interval}, {@code .timeout}, {@code .concurrency}, {@code .status} and
     * {@code .query}, for each NAME; a name has no dots.
     */
    public static List<ProbeConfig> from(Settings settings) {
        TreeSet<String> names = new TreeSet<>();
        settings.under(PREFIX).keySet().forEach(key -> names.add(key.replaceFirst("\\..*", "")));
        return names.stream().map(name -> from(name, settings)).toList();
    }

    /** The target without what is secret in it: user, password and everything after the question mark. */
    String address() {
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

    private static ProbeConfig from(String name, Settings all) {
        Settings settings = Settings.of(all.under(PREFIX + name + "."));
        ProbeConfig config = new ProbeConfig(
                name,
                all.required(PREFIX + name + ".target"),
                settings.duration("interval", INTERVAL),
                settings.duration("timeout", TIMEOUT),
                settings.integer("concurrency", CONCURRENCY),
                settings.integer("status", 0),
                settings.string("query", QUERY));
        settings.string("target", "");
        settings.rejectUnknown();
        return config;
    }

    private static void checkTarget(String key, String target) {
        if (target.startsWith("jdbc:")) {
            return;
        }
        String scheme = target.replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
        Settings.check(
                List.of("tcp", "http", "https").contains(scheme),
                key + ".target must begin with tcp://, http://, https:// or jdbc:");
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
