package io.plumbline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.producers.signature.SignatureAlgorithm;
import io.plumbline.producers.signature.SignatureBench;
import io.plumbline.producers.signature.SignatureFigures;
import io.plumbline.producers.simulation.SignatureCosts;
import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What signatures cost simulated nodes: as they cost on this machine now, or as was measured earlier. */
public final class SignatureOptions {
    @Option(
            names = "--signature",
            defaultValue = "ML-DSA-65",
            paramLabel = "NAME",
            converter = AlgorithmConverter.class,
            description =
                    "Algorithm of the nodes' signatures (${DEFAULT-VALUE}). What it costs is measured here first.")
    private SignatureAlgorithm algorithm;

    @Option(
            names = "--signature-costs",
            paramLabel = "FILE",
            description =
                    "Costs that were measured earlier: what plumbline benchmark signatures --output json printed.")
    private Path file;

    /** All that the costs depend on, for whoever must know whether they are still the same. */
    public String text() {
        return algorithm.label() + (file == null ? ", measured here" : ", from " + file);
    }

    /** Takes about a second where they are measured. */
    public SignatureCosts costs() {
        return file == null ? costs(SignatureBench.quick(algorithm)) : read();
    }

    private static SignatureCosts costs(SignatureFigures figures) {
        return new SignatureCosts(
                figures.algorithm(),
                Math.round(figures.signNanos().mean().value()),
                Math.round(figures.verifyNanos().mean().value()),
                figures.signatureBytes(),
                figures.source());
    }

    private SignatureCosts read() {
        try {
            for (JsonNode figures : new ObjectMapper().readTree(file.toFile()).path("algorithms")) {
                if (algorithm.label().equals(figures.path("algorithm").asText())) {
                    return costs(figures);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("cannot read costs of signatures from " + file + ": " + e.getMessage());
        }
        throw new ConfigException(file + " has no costs of " + algorithm.label());
    }

    /** @throws IllegalArgumentException if one is missing */
    private static SignatureCosts costs(JsonNode figures) {
        return new SignatureCosts(
                figures.required("algorithm").asText(),
                Math.round(figures.requiredAt("/signNanos/mean/value").asDouble()),
                Math.round(figures.requiredAt("/verifyNanos/mean/value").asDouble()),
                figures.required("signatureBytes").asInt(),
                figures.required("source").asText());
    }
}
