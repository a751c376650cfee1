package io.plumbline.cli;

import io.plumbline.producers.signature.SignatureAlgorithm;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A signature algorithm by its usual name, e.g. {@code ML-DSA-65}. */
public final class AlgorithmConverter implements ITypeConverter<SignatureAlgorithm> {
    @Override
    public SignatureAlgorithm convert(String text) {
        try {
            return SignatureAlgorithm.of(text.trim());
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
