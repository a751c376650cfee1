package io.plumbline.producers.signature;

import java.util.Arrays;
import java.util.List;

/** Signature algorithms of which the cost is measured. ML-DSA is FIPS 204, Ed25519 RFC 8032, ECDSA FIPS 186-5. */
public enum SignatureAlgorithm {
    ML_DSA_44("ML-DSA-44", "ML-DSA-44", "ML-DSA-44", true),
    ML_DSA_65("ML-DSA-65", "ML-DSA-65", "ML-DSA-65", true),
    ML_DSA_87("ML-DSA-87", "ML-DSA-87", "ML-DSA-87", true),
    ED25519("Ed25519", "Ed25519", "Ed25519", false),
    /** Signatures as two numbers of fixed length, as a protocol would send them, not as DER of varying length. */
    ECDSA_P256("ECDSA-P256", "EC", "SHA256withECDSAinP1363Format", false);

    private final String label;
    private final String keyAlgorithm;
    private final String signature;
    private final boolean postQuantum;

    SignatureAlgorithm(String label, String keyAlgorithm, String signature, boolean postQuantum) {
        this.label = label;
        this.keyAlgorithm = keyAlgorithm;
        this.signature = signature;
        this.postQuantum = postQuantum;
    }

    /** As people write it, e.g. {@code ML-DSA-65}. */
    public String label() {
        return label;
    }

    /** Whether it is meant to withstand a quantum computer. */
    public boolean postQuantum() {
        return postQuantum;
    }

    /**
     * By its label, in any case.
     *
     * @throws IllegalArgumentException naming those that there are
     */
    public static SignatureAlgorithm of(String label) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.label.equalsIgnoreCase(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + label + "' is none of " + labels()));
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(SignatureAlgorithm::label).toList();
    }

    String keyAlgorithm() {
        return keyAlgorithm;
    }

    String signature() {
        return signature;
    }
}
