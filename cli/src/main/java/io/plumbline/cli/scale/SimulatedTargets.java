package io.plumbline.cli.scale;

import io.plumbline.cli.Clients;
import io.plumbline.cli.Outlet;
import io.plumbline.cli.SignatureOptions;
import io.plumbline.producers.scale.Checkpoint;
import io.plumbline.producers.scale.Curve;
import io.plumbline.producers.scale.LatestEvents;
import io.plumbline.producers.scale.PublishedTarget;
import io.plumbline.producers.scale.RunEvents;
import io.plumbline.producers.scale.SimulatedTarget;
import io.plumbline.producers.scale.Step;
import io.plumbline.producers.scale.Target;
import io.plumbline.producers.scale.Timeline;
import io.plumbline.producers.simulation.SignatureCosts;
import io.plumbline.settings.Settings;
import io.plumbline.streams.topology.WindowConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * Simulated clusters with signatures that cost what they cost on this machine, or did when they were measured; published where Kafka is
 * configured.
 *
 * @param system that their events are of
 */
record SimulatedTargets(SignatureOptions signatures, long seed, Settings settings, String system) implements Targets {
    @Override
    public Map<String, String> facts() {
        SignatureCosts costs = signatures.costs();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("signature_algorithm", costs.algorithm());
        facts.put("sign_ns", Long.toString(costs.signNanos()));
        facts.put("verify_ns", Long.toString(costs.verifyNanos()));
        facts.put("signature_bytes", Integer.toString(costs.signatureBytes()));
        facts.put("signature_source", costs.source());
        return facts;
    }

    @Override
    public boolean publishes() {
        return Outlet.isConfigured(settings);
    }

    @Override
    public Target open(Suite suite, Checkpoint checkpoint, Provenance provenance) throws InterruptedException {
        SimulatedTarget simulated = new SimulatedTarget(costs(checkpoint.facts()), seed);
        Duration horizon = horizon();
        Optional<Outlet> configured = Outlet.open(settings);
        if (configured.isEmpty()) {
            return simulated;
        }
        SuiteEvents events = new SuiteEvents(configured.get(), system);
        try {
            Timeline timeline = Timeline.endingAt(Instant.now(), stepsLeft(suite, checkpoint));
            checkNoneLater(timeline.begin().plus(horizon), configured.get());
            Map<String, RunEvents> runs = suite.curves().stream()
                    .collect(Collectors.toMap(Curve::name, curve -> events.run(suite, curve, provenance)));
            Outlet outlet = configured.get();
            return new OpenTarget(
                    new PublishedTarget(simulated, outlet.publisher(), outlet.topics(), runs, timeline),
                    List.of(events));
        } catch (InterruptedException | RuntimeException e) {
            events.close();
            throw e;
        }
    }

    private static List<Step> stepsLeft(Suite suite, Checkpoint checkpoint) {
        return suite.steps().stream().filter(step -> !checkpoint.has(step)).toList();
    }

    private void checkNoneLater(Instant limit, Outlet outlet) throws InterruptedException {
        try (Admin admin = Clients.admin(settings)) {
            LatestEvents.checkNoneAfter(limit, admin, outlet.topics());
        }
    }

    /** How far behind others the topology takes events: its setting, which may stand in the same file. */
    private Duration horizon() {
        return Settings.of(settings.under("windows."))
                .duration("correction.horizon", WindowConfig.DEFAULT.correctionHorizon());
    }

    private static SignatureCosts costs(Map<String, String> facts) {
        return new SignatureCosts(
                facts.get("signature_algorithm"),
                Long.parseLong(facts.get("sign_ns")),
                Long.parseLong(facts.get("verify_ns")),
                Integer.parseInt(facts.get("signature_bytes")),
                facts.get("signature_source"));
    }
}
