package io.plumbline.benchmarks;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** For values that have labels of their own: a wrong one is answered with those that there are. */
abstract class LabelConverter<T> implements ITypeConverter<T> {
    private final Function<String, T> of;

    /** @param of throws IllegalArgumentException for a label that is none */
    LabelConverter(Function<String, T> of) {
        this.of = of;
    }

    @Override
    public final T convert(String label) {
        try {
            return of.apply(label);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
