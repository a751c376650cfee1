package io.plumbline.cli;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.plumbline.cli.ops.OpsConfig;
import io.plumbline.cli.ops.OpsServer;
import io.plumbline.settings.Settings;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one service until a signal asks it to end, with health and metrics over HTTP. */
public final class ServiceRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceRunner.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Starts the service; it must have read its settings when it returns. */
    public interface Starter {
        Service start(Settings settings, MeterRegistry meters) throws Exception;
    }

    private ServiceRunner() {}

    public static int run(String name, Settings settings, int defaultPort, Starter starter) throws Exception {
        Shutdown shutdown = Shutdown.onSignal();
        OpsConfig config = OpsConfig.from(settings, defaultPort);
        PrometheusMeterRegistry meters = meters();
        try (Service service = starter.start(settings, meters)) {
            settings.rejectUnknown(SettingsGroups.ALL);
            return serve(name, config, service, meters, shutdown);
        } finally {
            meters.close();
            // the hook ends the process, so everything above must be closed by now
            shutdown.closed();
        }
    }

    private static int serve(
            String name, OpsConfig config, Service service, PrometheusMeterRegistry meters, Shutdown shutdown)
            throws IOException, InterruptedException {
        try (OpsServer ops = OpsServer.start(config, service, meters)) {
            LOG.info("started service={} health={}/health/ready metrics={}/metrics", name, ops.url(), ops.url());
            while (!shutdown.await(LOOK)) {
                if (!service.live()) {
                    LOG.error("service={} can go on only after a restart: it ends now", name);
                    return shutdown.finished(service.exitCode());
                }
            }
            LOG.info("ending service={}", name);
            return shutdown.finished(ExitCode.FINE);
        }
    }

    private static PrometheusMeterRegistry meters() {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        return meters;
    }
}
