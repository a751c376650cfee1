package io.plumbline.cli.network;

import io.plumbline.cli.DurationConverter;
import io.plumbline.cli.SettingsOptions;
import io.plumbline.producers.network.Peer;
import io.plumbline.producers.network.PeerAddress;
import io.plumbline.settings.Settings;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which probe server is measured, and how it knows us. */
final class PeerOptions {
    @Option(
            names = "--peer",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Where plumbline probe serve listens.")
    private String peer;

    @Option(
            names = "--timeout",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "For a connection, and for each answer (${DEFAULT-VALUE}).")
    private Duration timeout;

    @Mixin
    private SettingsOptions settings;

    Settings settings() {
        return settings.settings();
    }

    PeerAddress address() {
        return PeerAddress.of(peer);
    }

    /** The environment's PLUMBLINE_NETWORK_TOKEN, or of a file; empty if there is none. */
    String token() {
        return settings().string("network.token", "");
    }

    Duration timeout() {
        return timeout;
    }

    Peer connect() throws IOException {
        return Peer.connect(address(), token(), timeout);
    }
}
