package io.plumbline.cli.network;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes such as 4096, 1MB (a million) or 64KiB (65,536). */
final class ByteSize implements ITypeConverter<Long> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,12})\\s*([KMG]i?B|B)?", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Long> UNITS = Map.of(
            "B", 1L,
            "KB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L,
            "KIB", 1L << 10,
            "MIB", 1L << 20,
            "GIB", 1L << 30);

    @Override
    public Long convert(String text) {
        Matcher matcher = TEXT.matcher(text.trim());
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is no size such as 500KB, 1MB or 64MiB");
        }
        String unit = matcher.group(2) == null ? "B" : matcher.group(2).toUpperCase(Locale.ROOT);
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), UNITS.get(unit));
    }
}
