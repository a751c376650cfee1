package io.plumbline.benchmarks.agent;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.producers.app.AgentProcess;
import io.plumbline.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/** {@code plumbline agent} as far as the benchmark asks for it: this module does not have the command line itself. */
public final class AgentMain {
    private AgentMain() {}

    /** @param arguments {@code agent --help}, or {@code agent} and {@code --set KEY=VALUE} as often as need be */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> settings = new HashMap<>();
        for (int i = 2; i < arguments.length; i += 2) {
            String[] setting = arguments[i].split("=", 2);
            settings.put(setting[0], setting[1]);
        }
        if (settings.isEmpty()) {
            return;
        }
        AgentProcess agent = AgentProcess.start(Settings.of(settings), new SimpleMeterRegistry());
        int port = Integer.parseInt(settings.get("http.port"));
        HttpServer health = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        health.createContext("/health/ready", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(agent.ready() ? 200 : 503, -1);
            }
        });
        health.start();
    }
}
