package io.plumbline.producers.network;

import io.plumbline.producers.agent.Agent;
import io.plumbline.schemas.event.TransportSample;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a node measures others, and lets them measure it. {@link #toString} shows no secrets.
 *
 * @param server empty: others are not answered
 * @param peers those that are measured
 * @param token what all of them share; empty: none
 */
public record NetworkConfig(Optional<ProbeServerConfig> server, List<PeerAddress> peers, RoundPlan plan, String token) {
    public NetworkConfig {
        peers = List.copyOf(peers);
    }

    /** From {@code network.*}. */
    public static NetworkConfig from(Settings settings) {
        ProbeServerConfig server = ProbeServerConfig.from(settings);
        return new NetworkConfig(
                settings.flag("network.serve", false) ? Optional.of(server) : Optional.empty(),
                RoundPlan.peers(settings),
                RoundPlan.from(settings),
                settings.string("network.token", ""));
    }

    /** Starts all that was asked for; the caller closes it. */
    public List<AutoCloseable> start(Agent agent, Topic<TransportSample> topic) {
        List<AutoCloseable> parts = new ArrayList<>();
        server.ifPresent(config -> parts.add(serve(config)));
        TransportSamples samples = new TransportSamples(agent, topic);
        peers.forEach(peer -> parts.add(PeerMonitor.start(peer, token, plan, samples)));
        return parts;
    }

    private static ProbeServer serve(ProbeServerConfig config) {
        try {
            return ProbeServer.start(config);
        } catch (IOException e) {
            throw new ConfigException("cannot listen on network.bind "
                    + config.bind().getHostAddress() + ", network.port " + config.port() + ": " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return "NetworkConfig[server=" + server + ", peers=" + peers + ", plan=" + plan + "]";
    }
}
