package io.plumbline.producers.library;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.producers.agent.Agent;
import io.plumbline.producers.agent.Operation;
import io.plumbline.schemas.event.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Micrometer's recordings as an agent's measurements, each one, not their averages. Timers become operations of their name,
 * with their tags as labels; so do distribution summaries whose base unit is one of time. All other meters have no home among
 * measurements: they work, for this process to read, and are not published; the log says so once for each kind.
 *
 * <p>How a timed operation ended is told by its tags, as Spring and others set them: {@code exception} other than
 * {@code None} (TIMEOUT where it names a timeout), {@code outcome} {@code SERVER_ERROR} or {@code ERROR}, or {@code error}
 * other than {@code none}.
 */
public final class PlumblineMeterRegistry extends SimpleMeterRegistry {
    /** Names with their tags; what is beyond is {@value SeriesLimit#OVERFLOW}. */
    public static final int DEFAULT_SERIES = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(PlumblineMeterRegistry.class);
    private static final Map<String, TimeUnit> UNITS = Map.of(
            "seconds", TimeUnit.SECONDS,
            "milliseconds", TimeUnit.MILLISECONDS,
            "microseconds", TimeUnit.MICROSECONDS,
            "nanoseconds", TimeUnit.NANOSECONDS);

    private final Agent agent;
    private final SeriesLimit series;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    public PlumblineMeterRegistry(Agent agent) {
        this(agent, DEFAULT_SERIES);
    }

    /** @param seriesLimit names with their tags that are told apart */
    public PlumblineMeterRegistry(Agent agent, int seriesLimit) {
        super(SimpleConfig.DEFAULT, Clock.SYSTEM);
        this.agent = agent;
        this.series = new SeriesLimit(agent, seriesLimit);
    }

    /** How many meters were beyond the limit of series. */
    public long overflowed() {
        return series.overflowed();
    }

    @Override
    protected Timer newTimer(Meter.Id id, DistributionStatisticConfig config, PauseDetector pauses) {
        return new PublishedTimer(id, clock, config, pauses, getBaseTimeUnit(), recorder(id));
    }

    @Override
    protected DistributionSummary newDistributionSummary(
            Meter.Id id, DistributionStatisticConfig config, double scale) {
        TimeUnit unit = UNITS.get(id.getBaseUnit() == null ? "" : id.getBaseUnit());
        if (unit == null) {
            staysHere("distribution summary of no time", id);
            return super.newDistributionSummary(id, config, scale);
        }
        double nanos = unit.toNanos(1);
        NanosRecorder recorder = recorder(id);
        return new PublishedSummary(id, clock, config, scale, amount -> recorder.record((long) (amount * nanos)));
    }

    @Override
    protected Counter newCounter(Meter.Id id) {
        staysHere("counter", id);
        return super.newCounter(id);
    }

    @Override
    protected <T> Gauge newGauge(Meter.Id id, T object, ToDoubleFunction<T> value) {
        staysHere("gauge", id);
        return super.newGauge(id, object, value);
    }

    @Override
    protected LongTaskTimer newLongTaskTimer(Meter.Id id, DistributionStatisticConfig config) {
        staysHere("long task timer", id);
        return super.newLongTaskTimer(id, config);
    }

    @Override
    protected Meter newMeter(Meter.Id id, Meter.Type type, Iterable<Measurement> measurements) {
        staysHere("custom meter", id);
        return super.newMeter(id, type, measurements);
    }

    private NanosRecorder recorder(Meter.Id id) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (Tag tag : id.getTagsAsIterable()) {
            labels.put(tag.getKey(), tag.getValue());
        }
        Operation operation = series.operation(id.getName(), labels);
        Outcome outcome = TagOutcome.of(labels);
        return nanos -> agent.record(operation, System.nanoTime() - nanos, nanos, outcome, 0);
    }

    private void staysHere(String kind, Meter.Id id) {
        if (said.add(kind)) {
            LOG.info("meter=unpublished kind={} first={} has no home among measurements", kind, id.getName());
        }
    }

    /** Records one duration that ended now. */
    interface NanosRecorder {
        void record(long nanos);
    }
}
