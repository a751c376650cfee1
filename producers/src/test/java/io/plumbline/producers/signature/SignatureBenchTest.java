package io.plumbline.producers.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.HexFormat;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureBenchTest {
    private static final Duration SHORT = Duration.ofMillis(15);

    /** Lengths as FIPS 204 (table 2), RFC 8032 and SEC 1 (a point, not compressed) state them. */
    @ParameterizedTest
    @CsvSource({
        "ML_DSA_44,  1312, 2420",
        "ML_DSA_65,  1952, 3309",
        "ML_DSA_87,  2592, 4627",
        "ED25519,    32,   64",
        "ECDSA_P256, 65,   64"
    })
    void keysAndSignaturesHaveTheirPublishedLengths(SignatureAlgorithm algorithm, int key, int signature) {
        SignatureFigures figures = new SignatureBench(Implementation.PLATFORM, SHORT, 32).measure(algorithm);

        assertThat(figures.publicKeyBytes()).isEqualTo(key);
        assertThat(figures.signatureBytes()).isEqualTo(signature);
        assertThat(figures.signNanos().min()).isPositive();
        assertThat(figures.verifyNanos().count()).isPositive();
        assertThat(figures.source()).contains(figures.implementation());
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void oneLibraryCanDoAllOfThem(SignatureAlgorithm algorithm) {
        assertThat(new SignatureBench(Implementation.BOUNCY_CASTLE, SHORT, 32).measure(algorithm))
                .satisfies(figures -> assertThat(figures.implementation()).startsWith("BC "));
    }

    /** Without the check at the start a broken implementation would be timed as if it worked. */
    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void aChangedBitOrMessageIsRefused(SignatureAlgorithm algorithm) throws Exception {
        SignatureScheme scheme = SignatureScheme.of(algorithm, Implementation.PLATFORM);
        var keys = scheme.generate();
        byte[] signature = scheme.sign(keys.getPrivate(), new byte[] {1, 2, 3});

        assertThat(scheme.verify(keys.getPublic(), new byte[] {1, 2, 3}, signature))
                .isTrue();
        assertThat(scheme.verify(keys.getPublic(), new byte[] {1, 2, 2}, signature))
                .isFalse();
        signature[signature.length / 2] ^= 1;
        assertThat(scheme.verify(keys.getPublic(), new byte[] {1, 2, 3}, signature))
                .isFalse();
    }

    /**
     * Wycheproof, testvectors_v1/mldsa_44_sign_seed_test.json, test 1: the commitment, which depends on the key, the
     * message and every step in between.
     */
    @Test
    void theImplementationGivesThePublishedSignature() throws Exception {
        var provider = new BouncyCastleProvider();
        PrivateKey key = KeyFactory.getInstance("ML-DSA-44", provider)
                .generatePrivate(new PKCS8EncodedKeySpec(
                        hex("3034020100300b0609608648016503040311042280202a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a"
                                + "2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a")));
        Signature deterministic = Signature.getInstance("ML-DSA-44", provider);
        deterministic.initSign(key);
        deterministic.update(hex("48656c6c6f20776f726c64"));

        assertThat(deterministic.sign())
                .startsWith(hex("1aa69cb5ed35204534f25f40a17eb0d767f8981f5e7cec46d3bf3252bfc78e09"))
                .endsWith(hex("0227484957595badbcbfc8fa000000000000000000000000000000000000121f323e"));
    }

    /** f = 1 of 4 gives a quorum of 3: 2 (100 + 3 * 50) ns and 2 * 3 * 64 bytes. */
    @ParameterizedTest
    @CsvSource({"4, 3, 500, 384", "1, 1, 300, 128", "10, 7, 900, 896", "5, 4, 600, 512", "100, 67, 6900, 8576"})
    void aRoundCostsOneSignatureAndAQuorumOfVerificationsInEachPhase(int nodes, int quorum, double nanos, long bytes) {
        RoundCost cost = RoundCost.of(nodes, 2, 100, 50, 64);

        assertThat(cost.quorum()).isEqualTo(quorum);
        assertThat(cost.cpuNanos()).isCloseTo(nanos, within(1e-9));
        assertThat(cost.signatureBytes()).isEqualTo(bytes);
    }

    @Test
    void namesAreForgivingAndMistakesAreNamed() {
        assertThat(SignatureAlgorithm.of("ml-dsa-65")).isEqualTo(SignatureAlgorithm.ML_DSA_65);
        assertThatThrownBy(() -> SignatureAlgorithm.of("RSA"))
                .hasMessageContaining("RSA")
                .hasMessageContaining("Ed25519");
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
