package io.plumbline.producers.signature;

import io.plumbline.producers.figure.Distribution;
import io.plumbline.producers.figure.Samples;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures signature algorithms on this machine, one operation after the other on one thread, each by itself. Before
 * anything is timed, it is checked that signatures verify and that neither a changed signature nor a changed message does.
 *
 * @param implementation whose code
 * @param time for each of key generation, signing and verifying; a third of it goes before, so that the compiler is done
 * @param messageBytes length of what is signed, at least 8
 */
public record SignatureBench(Implementation implementation, Duration time, int messageBytes) {
    /** A hash, which is what votes carry. */
    public static final int MESSAGE_BYTES = 32;

    private static final Duration QUICK = Duration.ofMillis(330);
    private static final int WARM_UP_PARTS = 3;

    /** Enough that no verification finds the one before in the processor's cache. */
    private static final int SIGNATURES = 64;

    public SignatureBench {
        if (messageBytes < Long.BYTES || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("at least 8 bytes and some time, had " + messageBytes + ", " + time);
        }
    }

    /** About a second: enough for a mean. */
    public static SignatureFigures quick(SignatureAlgorithm algorithm) {
        return new SignatureBench(Implementation.PLATFORM, QUICK, MESSAGE_BYTES).measure(algorithm);
    }

    /** @throws IllegalStateException if the implementation signs or verifies wrongly */
    public SignatureFigures measure(SignatureAlgorithm algorithm) {
        SignatureScheme scheme = SignatureScheme.of(algorithm, implementation);
        try {
            return measure(scheme);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(scheme.implementation() + " cannot do " + algorithm.label(), e);
        }
    }

    private SignatureFigures measure(SignatureScheme scheme) throws GeneralSecurityException {
        KeyPair keys = scheme.generate();
        List<byte[]> signatures = new ArrayList<>();
        for (int i = 0; i < SIGNATURES; i++) {
            signatures.add(scheme.sign(keys.getPrivate(), message(i)));
        }
        check(scheme, keys, signatures);
        Distribution generate = timed(n -> scheme.generate());
        Distribution sign = timed(n -> scheme.sign(keys.getPrivate(), message(n)));
        Distribution verify = timed(n -> {
            int i = (int) (n % SIGNATURES);
            expect(scheme, scheme.verify(keys.getPublic(), message(i), signatures.get(i)), true);
        });
        return new SignatureFigures(
                scheme.algorithm().label(),
                scheme.algorithm().postQuantum(),
                scheme.implementation(),
                SignatureScheme.bytesOf(keys.getPublic()),
                signatures.get(0).length,
                messageBytes,
                generate,
                sign,
                verify,
                source(scheme));
    }

    private interface Step {
        void run(long n) throws GeneralSecurityException;
    }

    /** The compiler cannot leave out work whose result is not used here: it draws random numbers and changes objects. */
    private Distribution timed(Step step) throws GeneralSecurityException {
        Samples samples = new Samples();
        long start = System.nanoTime();
        long warm = start + time.toNanos() / WARM_UP_PARTS;
        long end = start + time.toNanos();
        for (long n = 0, before = start; before - end < 0 || samples.count() == 0; n++) {
            before = System.nanoTime();
            step.run(n);
            long after = System.nanoTime();
            if (before - warm >= 0) {
                samples.record(after - before);
            }
        }
        return samples.distribution();
    }

    private void check(SignatureScheme scheme, KeyPair keys, List<byte[]> signatures) throws GeneralSecurityException {
        byte[] changed = signatures.get(0).clone();
        changed[changed.length / 2] ^= 1;
        expect(scheme, scheme.verify(keys.getPublic(), message(0), signatures.get(0)), true);
        expect(scheme, scheme.verify(keys.getPublic(), message(1), signatures.get(0)), false);
        expect(scheme, verifies(scheme, keys, changed), false);
    }

    /** A verifier may refuse such a signature with an exception as well. */
    private boolean verifies(SignatureScheme scheme, KeyPair keys, byte[] signature) {
        try {
            return scheme.verify(keys.getPublic(), message(0), signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static void expect(SignatureScheme scheme, boolean verified, boolean expected) {
        if (verified != expected) {
            throw new IllegalStateException(scheme.implementation() + " verifies "
                    + scheme.algorithm().label() + (expected ? " too little" : " too much"));
        }
    }

    /** A different one each time: how long ML-DSA takes to sign depends on it. */
    private byte[] message(long n) {
        byte[] message = new byte[messageBytes];
        for (int i = 0; i < Long.BYTES; i++) {
            message[i] = (byte) (n >>> (8 * i));
        }
        return message;
    }

    private static String source(SignatureScheme scheme) {
        return "measured %s with %s on Java %s, %s, %d processors"
                .formatted(
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        scheme.implementation(),
                        System.getProperty("java.version"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors());
    }
}
