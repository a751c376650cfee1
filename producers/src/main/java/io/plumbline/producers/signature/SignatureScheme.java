package io.plumbline.producers.signature;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * An algorithm by one implementation. Signing is hedged with fresh randomness where the algorithm allows it, as FIPS 204
 * prescribes by default. For one thread.
 */
final class SignatureScheme {
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private final SignatureAlgorithm algorithm;
    private final Provider provider;
    private final SecureRandom random = new SecureRandom();
    private final KeyPairGenerator generator;
    private final Signature signer;
    private final Signature verifier;

    private SignatureScheme(SignatureAlgorithm algorithm, Provider provider) throws GeneralSecurityException {
        this.algorithm = algorithm;
        this.provider = provider;
        generator = KeyPairGenerator.getInstance(algorithm.keyAlgorithm(), provider);
        if (algorithm == SignatureAlgorithm.ECDSA_P256) {
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        }
        signer = Signature.getInstance(signatureName(algorithm, provider), provider);
        verifier = Signature.getInstance(signatureName(algorithm, provider), provider);
    }

    /** By the given implementation; the JDK's own is used only where it has one. */
    static SignatureScheme of(SignatureAlgorithm algorithm, Implementation implementation) {
        try {
            return new SignatureScheme(algorithm, provider(algorithm, implementation));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm.label() + " is not to be had here", e);
        }
    }

    KeyPair generate() {
        return generator.generateKeyPair();
    }

    byte[] sign(PrivateKey key, byte[] message) throws GeneralSecurityException {
        signer.initSign(key, random);
        signer.update(message);
        return signer.sign();
    }

    boolean verify(PublicKey key, byte[] message, byte[] signature) throws GeneralSecurityException {
        verifier.initVerify(key);
        verifier.update(message);
        return verifier.verify(signature);
    }

    /** The key itself, without the envelope that names its algorithm. */
    static int bytesOf(PublicKey key) {
        return SubjectPublicKeyInfo.getInstance(key.getEncoded())
                .getPublicKeyData()
                .getOctets()
                .length;
    }

    SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** Name and version, e.g. {@code SunEC 17} or {@code BC 1.84}. */
    String implementation() {
        return provider.getName() + " " + provider.getVersionStr();
    }

    private static Provider provider(SignatureAlgorithm algorithm, Implementation implementation) {
        if (implementation == Implementation.BOUNCY_CASTLE) {
            return BOUNCY_CASTLE;
        }
        try {
            return Signature.getInstance(algorithm.signature()).getProvider();
        } catch (NoSuchAlgorithmException e) { // ML-DSA before JDK 24
            return BOUNCY_CASTLE;
        }
    }

    /** Bouncy Castle has another name for the same format. */
    private static String signatureName(SignatureAlgorithm algorithm, Provider provider) {
        return algorithm == SignatureAlgorithm.ECDSA_P256 && provider.equals(BOUNCY_CASTLE)
                ? "SHA256withPLAIN-ECDSA"
                : algorithm.signature();
    }
}
