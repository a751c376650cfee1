package io.plumbline.producers.agent;

import io.plumbline.schemas.event.Origin;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Whose figures these are: it stands in the header of everything an agent publishes.
 *
 * @param system the monitored system
 * @param run the test run; empty: continuous operation
 * @param node the node, unique within the system
 * @param release software release of the node; empty: unknown
 * @param origin where the figures come from
 * @param region where the node stands; empty: unknown
 * @param profile resource profile of the node; empty: unknown
 */
public record NodeIdentity(
        String system, String run, String node, String release, Origin origin, String region, String profile) {
    public NodeIdentity {
        checkName("agent.system", system);
        checkName("agent.node", node);
        if (!run.isEmpty()) {
            checkName("agent.run", run);
        }
    }

    /** From {@code agent.system} (local), {@code agent.node} (this host's name), {@code agent.run}, {@code .release} and so on. */
    public static NodeIdentity from(Settings settings) {
        String node = settings.string("agent.node", "");
        return new NodeIdentity(
                settings.string("agent.system", "local"),
                settings.string("agent.run", ""),
                node.isBlank() ? hostName() : node,
                settings.string("agent.release", ""),
                originOf(settings.string("agent.origin", Origin.REAL.name())),
                settings.string("agent.region", ""),
                settings.string("agent.profile", ""));
    }

    private static Origin originOf(String text) {
        return Arrays.stream(Origin.values())
                .filter(origin -> origin.name().equals(text.trim().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ConfigException("setting agent.origin must be one of "
                        + Arrays.toString(Origin.values()) + ", was '" + text + "'"));
    }

    /** Names are parts of record keys, which are joined by a slash. */
    private static void checkName(String key, String name) {
        Settings.check(
                name.matches("[^/\\s]{1,200}"),
                key + " must have 1 to 200 characters without blanks and slashes, was '" + name + "'");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new ConfigException("this host does not know its own name (" + e.getMessage() + "): set agent.node");
        }
    }
}
