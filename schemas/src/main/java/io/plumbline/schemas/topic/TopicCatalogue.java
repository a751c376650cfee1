package io.plumbline.schemas.topic;

import io.plumbline.schemas.event.AlertEvent;
import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.event.Decision;
import io.plumbline.schemas.event.Delivery;
import io.plumbline.schemas.event.Health;
import io.plumbline.schemas.event.HealthFinding;
import io.plumbline.schemas.event.Incident;
import io.plumbline.schemas.event.LoadFigures;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.NodeStatus;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.schemas.event.ResourceSample;
import io.plumbline.schemas.event.ResourceStats;
import io.plumbline.schemas.event.RunEvent;
import io.plumbline.schemas.event.ScalingReport;
import io.plumbline.schemas.event.ScoreReport;
import io.plumbline.schemas.event.Signal;
import io.plumbline.schemas.event.TransportSample;
import io.plumbline.schemas.event.TransportStats;
import io.plumbline.schemas.event.TrendReport;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.topic.Topic.Kind;
import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Every topic of Plumbline. Producers, streams and sink meet here and nowhere else. */
public final class TopicCatalogue {
    public static final String DEFAULT_PREFIX = "plumbline.";
    public static final int DEFAULT_PARTITIONS = 4;

    private static final Duration RAW = Duration.ofDays(7);
    private static final Duration RESULTS = Duration.ofDays(30);
    /** Decisions and what led to them outlive the figures. */
    private static final Duration HISTORY = Duration.ofDays(400);

    private final String prefix;
    private final int partitions;
    private final boolean unlimited;

    /**
     * @param prefix begins every topic's name
     * @param partitions of the topics that carry a stream
     */
    public TopicCatalogue(String prefix, int partitions) {
        this(prefix, partitions, false);
    }

    /** @param unlimited whether topics keep everything: a broker deletes by event time, so imports would vanish at once */
    public TopicCatalogue(String prefix, int partitions, boolean unlimited) {
        Settings.check(
                prefix.matches("[a-zA-Z0-9._-]*"), "topics.prefix may have letters, digits, . _ and -, was " + prefix);
        Settings.check(partitions >= 1, "topics.partitions must be at least 1, was " + partitions);
        this.prefix = prefix;
        this.partitions = partitions;
        this.unlimited = unlimited;
    }

    /** From {@code topics.prefix}, {@code topics.partitions} and {@code topics.unlimited}. */
    public static TopicCatalogue from(Settings settings) {
        return from(settings, DEFAULT_PREFIX, false);
    }

    /** The same with other defaults. */
    public static TopicCatalogue from(Settings settings, String defaultPrefix, boolean defaultUnlimited) {
        return new TopicCatalogue(
                settings.string("topics.prefix", defaultPrefix),
                settings.integer("topics.partitions", DEFAULT_PARTITIONS),
                settings.flag("topics.unlimited", defaultUnlimited));
    }

    /** Key: node. Raw events; the source of replay. */
    public Topic<MeasurementBatch> measurements() {
        return timed("measurements", MeasurementBatch.class, RAW);
    }

    /** Key: node. */
    public Topic<ResourceSample> resources() {
        return timed("resources", ResourceSample.class, RAW);
    }

    /** Key: node. */
    public Topic<TransportSample> transport() {
        return timed("transport", TransportSample.class, RAW);
    }

    /** Key: node. */
    public Topic<NodeStatus> nodes() {
        return compacted("nodes", NodeStatus.class);
    }

    /** Key: run. */
    public Topic<RunEvent> runs() {
        return compacted("runs", RunEvent.class);
    }

    /** Key: system/run/operation. From stage 1 to stage 2, or straight from an agent. */
    public Topic<OperationSummary> summaries() {
        return timed("summaries", OperationSummary.class, Duration.ofDays(1));
    }

    /** Key: system/run/operation, for node level followed by /node. */
    public Topic<WindowStats> windowStats() {
        return timed("window-stats", WindowStats.class, RESULTS);
    }

    /** Key: node. */
    public Topic<ResourceStats> resourceStats() {
        return timed("resource-stats", ResourceStats.class, RESULTS);
    }

    /** Key: node. Of each peer, and of all peers together. */
    public Topic<TransportStats> transportStats() {
        return timed("transport-stats", TransportStats.class, RESULTS);
    }

    /** Key: node/boot. What arrived of each agent's life, and what did not. */
    public Topic<Delivery> deliveries() {
        return compacted("deliveries", Delivery.class);
    }

    /** Key: system/run. From stage 1 of the health roll-up to stage 2. */
    public Topic<HealthFinding> findings() {
        return timed("findings", HealthFinding.class, Duration.ofDays(1));
    }

    /** Key: system/run/SYSTEM, system/run/NODE/node or system/run/COMPONENT/component. */
    public Topic<Health> health() {
        return compacted("health", Health.class);
    }

    /** Key: system/run. From the watches of single series to the alerts of whole systems. */
    public Topic<Signal> signals() {
        return timed("signals", Signal.class, Duration.ofDays(1));
    }

    /** Key: system/run. What people decided of alerts. */
    public Topic<Decision> decisions() {
        return timed("decisions", Decision.class, HISTORY);
    }

    /** Key: id of the alert. Each transition: compaction would lose all but the last. */
    public Topic<AlertEvent> alerts() {
        return timed("alerts", AlertEvent.class, HISTORY);
    }

    /** Key: id of the incident. */
    public Topic<Incident> incidents() {
        return compacted("incidents", Incident.class);
    }

    /** Key: system/run/operation, for one node followed by /node. */
    public Topic<Baseline> baselines() {
        return compacted("baselines", Baseline.class);
    }

    /** Key: system/run. From the rows of single series to scaling and score of whole systems. */
    public Topic<LoadFigures> load() {
        return timed("load", LoadFigures.class, Duration.ofDays(1));
    }

    /** Key: system/run/operation. */
    public Topic<ScalingReport> scaling() {
        return compacted("scaling", ScalingReport.class);
    }

    /** Key: system/run. */
    public Topic<ScoreReport> scores() {
        return compacted("scores", ScoreReport.class);
    }

    /** Key: system/run/operation/node/metric. */
    public Topic<TrendReport> trends() {
        return compacted("trends", TrendReport.class);
    }

    /**
     * Key: node. What came after its window's grace, with headers that say so: batches cut down to such measurements, and
     * samples as they were.
     */
    public Topic<MeasurementBatch> late() {
        return aside("late", MeasurementBatch.class);
    }

    /** Key and value: the original bytes of what could not be read, with {@code __streams.errors.*} headers. */
    public Topic<MeasurementBatch> deadLetters() {
        return aside("dead-letters", MeasurementBatch.class);
    }

    /** All of them, in the order of the data's way. */
    public List<Topic<? extends SpecificRecord>> all() {
        return List.of(
                measurements(),
                resources(),
                transport(),
                nodes(),
                runs(),
                summaries(),
                windowStats(),
                resourceStats(),
                transportStats(),
                deliveries(),
                findings(),
                health(),
                signals(),
                decisions(),
                alerts(),
                incidents(),
                baselines(),
                load(),
                scaling(),
                scores(),
                trends(),
                late(),
                deadLetters());
    }

    private <V extends SpecificRecord> Topic<V> timed(String name, Class<V> type, Duration retention) {
        return new Topic<>(prefix + name, type, partitions, Kind.TIMED, unlimited ? Topic.UNLIMITED : retention);
    }

    private <V extends SpecificRecord> Topic<V> compacted(String name, Class<V> type) {
        return new Topic<>(prefix + name, type, partitions, Kind.COMPACTED, Duration.ZERO);
    }

    private <V extends SpecificRecord> Topic<V> aside(String name, Class<V> type) {
        return new Topic<>(prefix + name, type, partitions, Kind.ASIDE, unlimited ? Topic.UNLIMITED : RESULTS);
    }
}
