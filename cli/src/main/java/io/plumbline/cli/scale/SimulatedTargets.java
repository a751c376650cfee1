package io.plumbline.cli.scale;

import io.plumbline.cli.Outlet;
import io.plumbline.cli.SettingsGroups;
import io.plumbline.cli.SignatureOptions;
import io.plumbline.producers.scale.Checkpoint;
import io.plumbline.producers.scale.Curve;
import io.plumbline.producers.scale.PublishedTarget;
import io.plumbline.producers.scale.RunEvents;
import io.plumbline.producers.scale.SimulatedTarget;
import io.plumbline.producers.scale.Target;
import io.plumbline.producers.scale.Tempo;
import io.plumbline.producers.scale.Timeline;
import io.plumbline.producers.simulation.SignatureCosts;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.streams.topology.WindowConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Simulated clusters with signatures that cost what they cost on this machine, or did when they were measured; published where Kafka is
 * configured.
 *
 * @param isAtRealPace whether a suite that begins is published as its virtual time passes; one that is resumed keeps its pace
 * @param system that their events are of
 */
record SimulatedTargets(SignatureOptions signatures, long seed, boolean isAtRealPace, Settings settings, String system)
        implements Targets {
    private static final String PACE = "pace";
    private static final String REAL = "real";

    @Override
    public Map<String, String> facts() {
        SignatureCosts costs = signatures.costs();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("signature_algorithm", costs.algorithm());
        facts.put("sign_ns", Long.toString(costs.signNanos()));
        facts.put("verify_ns", Long.toString(costs.verifyNanos()));
        facts.put("signature_bytes", Integer.toString(costs.signatureBytes()));
        facts.put("signature_source", costs.source());
        if (isAtRealPace) {
            Settings.check(publishes(), "--real-pace is for suites that are published: set kafka.bootstrap.servers");
            facts.put(PACE, REAL);
        }
        return facts;
    }

    @Override
    public boolean publishes() {
        return Outlet.isConfigured(settings);
    }

    @Override
    public Target open(Suite suite, Checkpoint checkpoint, boolean isResumed, Provenance provenance) {
        SimulatedTarget simulated = new SimulatedTarget(costs(checkpoint.facts()), seed);
        Duration horizon = horizon();
        TopicCatalogue topics = TopicCatalogue.from(settings);
        Map<String, String> kafka = settings.under("kafka.");
        Map<String, String> registry = settings.under("registry.");
        settings.rejectUnknown(SettingsGroups.ALL);
        boolean isReal = REAL.equals(checkpoint.facts().get(PACE));
        Settings.check(
                isReal || !isAtRealPace,
                "the suite was begun as fast as it goes, and is resumed so: without --real-pace");
        if (!publishes()) {
            return simulated;
        }
        Timeline timeline = isReal
                ? Timeline.beginningAt(checkpoint.startedAt(), suite.steps())
                : Timeline.endingAt(checkpoint.startedAt(), suite.steps());
        SuitePublication publication =
                SuitePublication.open(topics, kafka, registry, suite.sequence(topics, system, checkpoint.startedAt()));
        try {
            publication.checkNothingLost(isResumed);
            publication.checkNothingLate(suite.steps(), checkpoint, timeline, horizon);
            publication.begin();
            return new OpenTarget(
                    new PublishedTarget(
                            simulated,
                            publication.publisher(),
                            topics,
                            runs(suite, provenance, new SuiteEvents(publication.publisher(), topics, system)),
                            timeline,
                            isReal ? Tempo.real(Clock.systemUTC()) : Tempo.fast()),
                    List.of(publication));
        } catch (RuntimeException e) {
            publication.close();
            throw e;
        }
    }

    private static Map<String, RunEvents> runs(Suite suite, Provenance provenance, SuiteEvents events) {
        return suite.curves().stream()
                .collect(Collectors.toMap(Curve::name, curve -> events.run(suite, curve, provenance)));
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
