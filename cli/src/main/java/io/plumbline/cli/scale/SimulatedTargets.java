package io.plumbline.cli.scale;

import io.plumbline.cli.SignatureOptions;
import io.plumbline.producers.scale.Checkpoint;
import io.plumbline.producers.scale.SimulatedTarget;
import io.plumbline.producers.scale.Target;
import io.plumbline.producers.simulation.SignatureCosts;
import java.util.LinkedHashMap;
import java.util.Map;

/** Simulated clusters with signatures that cost what they cost on this machine. */
record SimulatedTargets(SignatureOptions signatures, long seed) implements Targets {
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
    public Target open(Suite suite, Checkpoint checkpoint, Provenance provenance) {
        return new SimulatedTarget(costs(checkpoint.facts()), seed);
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
