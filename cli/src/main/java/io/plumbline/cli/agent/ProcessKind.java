package io.plumbline.cli.agent;

import io.plumbline.cli.ops.OpsConfig;
import io.plumbline.producers.app.AgentProcess;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.SinkApp;
import io.plumbline.streams.app.StreamsApp;
import java.util.Locale;

/** A process that is started with settings. */
enum ProcessKind {
    AGENT,
    STREAMS,
    SINK;

    /**
     * Reads all that the process would read, and touches nothing.
     *
     * @throws io.plumbline.settings.ConfigException if something is missing or wrong
     */
    void check(Settings settings) {
        settings.required("kafka.bootstrap.servers");
        settings.required("registry.schema.registry.url");
        settings.under("kafka.");
        settings.under("registry.");
        TopicCatalogue.from(settings);
        OpsConfig.from(settings, 0);
        if (this != AGENT) {
            settings.flag("self.monitor", true);
            settings.string("self.system", "plumbline");
        }
        switch (this) {
            case AGENT -> AgentProcess.check(settings);
            case STREAMS -> StreamsApp.check(settings);
            case SINK -> SinkApp.check(settings);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
