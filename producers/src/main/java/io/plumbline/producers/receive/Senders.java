package io.plumbline.producers.receive;

import io.plumbline.producers.agent.NodeIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The nodes that send, by the names that they give themselves; not more than so many. Thread-safe. */
final class Senders {
    private static final int LONGEST_NAME = 200;

    private final NodeIdentity own;
    private final int limit;
    private final Map<String, NodeIdentity> nodes = new ConcurrentHashMap<>();

    Senders(NodeIdentity own, int limit) {
        this.own = own;
        this.limit = limit;
    }

    /**
     * Who sends under {@code node}; slashes and blanks in it become underscores, because names are joined by slashes in keys.
     *
     * @param node empty: the receiver's own node
     * @param release empty: unknown
     * @return nothing if there are too many
     */
    Optional<NodeIdentity> of(String node, String release) {
        String name = node.isBlank() ? own.node() : plain(node);
        String key = name + "\n" + release;
        NodeIdentity known = nodes.get(key);
        if (known == null && nodes.size() >= limit) {
            return Optional.empty();
        }
        return Optional.of(nodes.computeIfAbsent(
                key,
                added -> new NodeIdentity(
                        own.system(),
                        own.run(),
                        name,
                        release.isEmpty() ? own.release() : release,
                        own.origin(),
                        own.region(),
                        own.profile())));
    }

    private static String plain(String text) {
        String name = text.strip().replaceAll("[/\\s]", "_");
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
