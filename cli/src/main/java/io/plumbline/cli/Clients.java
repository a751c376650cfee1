package io.plumbline.cli;

import io.plumbline.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Clients for one-shot commands, which give up after a few seconds where a service would wait. */
public final class Clients {
    private static final String PATIENCE_MILLIS = "10000";

    private Clients() {}

    public static Admin admin(Settings settings) {
        Map<String, Object> configuration = new HashMap<>(settings.under("kafka."));
        Settings.check(
                configuration.containsKey("bootstrap.servers"),
                "setting kafka.bootstrap.servers is missing, e.g. --set kafka.bootstrap.servers=127.0.0.1:9092");
        configuration.putIfAbsent("default.api.timeout.ms", PATIENCE_MILLIS);
        configuration.putIfAbsent("request.timeout.ms", "5000");
        return Admin.create(configuration);
    }
}
