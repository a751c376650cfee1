package io.plumbline.producers.importer;

import io.plumbline.producers.histogram.BucketCounts;
import io.plumbline.schemas.event.Outcome;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** The lines of one interval log: {@code [Tag=T,]start,length,max,histogram}, and comments that say what starts count from. */
final class HistogramLog {
    private static final Pattern BASE = Pattern.compile("#\\[(StartTime|BaseTime): (\\S+) .*");

    /** HdrHistogram's own reader takes starts that are so far before the log's start for distances from it. */
    private static final Duration NEAR = Duration.ofDays(365);

    private final HistogramLogImporter options;
    private final ImportTarget target;
    private Instant startTime = Instant.EPOCH;
    private Instant base;

    HistogramLog(HistogramLogImporter options, ImportTarget target) {
        this.options = options;
        this.target = target;
    }

    void take(String line) throws BadValueException {
        if (line.startsWith("#")) {
            comment(line);
        } else if (!line.startsWith("\"StartTimestamp\"")) {
            interval(line);
        }
    }

    private void comment(String line) throws BadValueException {
        Matcher matcher = BASE.matcher(line);
        if (matcher.matches()) {
            Instant time = Values.epoch(matcher.group(1), matcher.group(2), TimeUnits.S);
            if (matcher.group(1).equals("BaseTime")) {
                base = time;
            } else {
                startTime = time;
            }
        }
    }

    private void interval(String line) throws BadValueException {
        String[] fields = line.split(",", -1);
        boolean isTagged = fields[0].startsWith("Tag=");
        int first = isTagged ? 1 : 0;
        if (fields.length != first + 4) {
            throw new BadValueException("", "has " + fields.length + " fields instead of " + (first + 4));
        }
        String operation =
                isTagged ? options.operation() + "." + fields[0].substring("Tag=".length()) : options.operation();
        Instant from = start(fields[first]);
        Instant to = from.plusNanos(Values.nanos("Interval_Length", fields[first + 1], TimeUnits.S));
        BucketCounts counts = counts(fields[first + 3]);
        if (counts.count() == 0) {
            target.skip("interval without values");
        } else {
            target.histogram(new CountedInterval(operation, from, to, Outcome.OK, counts, Double.NaN));
        }
    }

    private Instant start(String text) throws BadValueException {
        BigDecimal seconds = Values.number("StartTimestamp", text);
        if (base == null) {
            boolean isDistance =
                    seconds.compareTo(BigDecimal.valueOf(startTime.minus(NEAR).getEpochSecond())) < 0;
            base = isDistance ? startTime : Instant.EPOCH;
        }
        Instant distance = Values.epoch("StartTimestamp", text, TimeUnits.S);
        return Values.inRange(
                "StartTimestamp", text, distance.plusNanos(base.getNano()).plusSeconds(base.getEpochSecond()));
    }

    private BucketCounts counts(String text) throws BadValueException {
        Histogram histogram = decode(text);
        BucketCounts counts = new BucketCounts();
        double scale = options.unit().nanos();
        for (HistogramIterationValue value : histogram.recordedValues()) {
            long at = value.getValueIteratedTo();
            double lower = histogram.lowestEquivalentValue(at);
            double upper = histogram.nextNonEquivalentValue(at);
            add(counts, lower * scale, upper * scale, value.getCountAtValueIteratedTo());
        }
        return counts;
    }

    private static void add(BucketCounts counts, double lower, double upper, long count) throws BadValueException {
        try {
            counts.add(lower, upper, count);
        } catch (IllegalArgumentException e) {
            throw new BadValueException("Interval_Compressed_Histogram", e.getMessage() + ": is --unit right?");
        }
    }

    private static Histogram decode(String text) throws BadValueException {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text.strip()));
            return Histogram.decodeFromCompressedByteBuffer(bytes, 0);
        } catch (DataFormatException | RuntimeException e) {
            throw new BadValueException("Interval_Compressed_Histogram", "is no compressed histogram of HdrHistogram");
        }
    }
}
