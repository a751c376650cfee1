package io.plumbline.sink.audit;

import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.audit.AuditReport.Verdict;
import io.plumbline.sink.audit.Finding.Kind;
import io.plumbline.sink.audit.TopicReader.Facts;
import io.plumbline.sink.audit.TopicReader.GoneException;
import io.plumbline.sink.database.DatabaseConfig;
import io.plumbline.sink.route.Router;
import io.plumbline.sink.route.TopicNames;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * One audit: positions, records and accounts of agents, at one moment of the database (ADR 0024). It reads only; a sink may
 * go on meanwhile.
 */
public final class Audit {
    private static final int BATCH_RECORDS = 5_000;

    private final TopicCatalogue catalogue;
    private final Scope scope;
    private final Snapshot snapshot;
    private final TopicReader reader;
    private final Router router;
    private final AuditProgress progress;
    private final Findings findings = new Findings();
    private final List<String> untold = new ArrayList<>();
    private final List<PartitionReport> partitions = new ArrayList<>();
    private final Map<String, TableCheck> tables = new HashMap<>();
    private final List<Gap> gaps;

    private Audit(
            TopicCatalogue catalogue,
            Scope scope,
            Snapshot snapshot,
            TopicReader reader,
            Router router,
            AuditProgress progress)
            throws SQLException {
        this.catalogue = catalogue;
        this.scope = scope;
        this.snapshot = snapshot;
        this.reader = reader;
        this.router = router;
        this.progress = progress;
        this.gaps = snapshot.gaps();
    }

    /**
     * Audits.
     *
     * @param settings {@code kafka.*}, {@code registry.*} and {@code db.*}: a user who may read the tables and make
     *     temporary ones
     * @throws io.plumbline.settings.ConfigException if the scope names what is not there
     * @throws SQLException if the database cannot be asked
     * @throws org.apache.kafka.common.KafkaException if Kafka or the registry cannot
     */
    public static AuditReport run(Settings settings, TopicCatalogue catalogue, Scope scope, AuditProgress progress)
            throws SQLException {
        Map<String, String> kafka = settings.under("kafka.");
        Settings.check(
                kafka.containsKey("bootstrap.servers"),
                "setting kafka.bootstrap.servers is missing, e.g. --set kafka.bootstrap.servers=127.0.0.1:9092");
        DatabaseConfig database = DatabaseConfig.from(settings);
        try (RegistryClient registry = RegistryClient.create(settings.under("registry."));
                TopicReader reader = new TopicReader(kafka, BATCH_RECORDS);
                Snapshot snapshot = new Snapshot(database.connect("plumbline-audit"))) {
            return new Audit(catalogue, scope, snapshot, reader, new Router(catalogue, registry), progress).run();
        }
    }

    private AuditReport run() throws SQLException {
        Map<TopicPartition, StoredPosition> positions = snapshot.positions();
        Set<String> topics = topics();
        Map<String, Facts> facts = reader.facts(topics);
        List<TopicPartition> all = partitions(topics, positions, facts);
        Map<TopicPartition, Long> beginnings = reader.beginnings(existing(all, facts));
        Map<TopicPartition, Long> ends = reader.ends(existing(all, facts));
        for (TopicPartition partition : all) {
            audit(partition, positions.get(partition), facts.get(partition.topic()), beginnings, ends);
        }
        AgentsReport agents = scope.ofAllTopics() ? agents() : null;
        return new AuditReport(
                snapshot.at(),
                verdict(),
                partitions,
                findings.first(),
                findings.count(),
                gaps.stream().filter(gap -> topics.contains(gap.topic())).toList(),
                agents,
                untold);
    }

    private Verdict verdict() {
        if (findings.count() > 0) {
            return Verdict.FINDING;
        }
        return untold.isEmpty() ? Verdict.FINE : Verdict.UNTOLD;
    }

    /** By full name, or by the name without the catalogue's prefix. */
    private Set<String> topics() {
        if (scope.topic() == null) {
            return new TreeSet<>(router.topics());
        }
        String name = TopicNames.full(catalogue, scope.topic());
        Settings.check(
                router.topics().contains(name),
                "the sink stores no topic " + scope.topic() + "; it stores " + new TreeSet<>(router.topics()));
        return Set.of(name);
    }

    /** Those that are there, and those that a position is stored of. */
    private List<TopicPartition> partitions(
            Set<String> topics, Map<TopicPartition, StoredPosition> positions, Map<String, Facts> facts) {
        Set<TopicPartition> result = new HashSet<>(positions.keySet());
        for (String topic : topics) {
            if (!facts.containsKey(topic)) {
                untold.add("topic " + topic + " is not there");
                continue;
            }
            for (int i = 0; i < facts.get(topic).partitions(); i++) {
                result.add(new TopicPartition(topic, i));
            }
        }
        result.removeIf(partition -> !topics.contains(partition.topic())
                || (scope.partition() != null && partition.partition() != scope.partition()));
        Settings.check(
                scope.partition() == null || !result.isEmpty(),
                "topic " + scope.topic() + " has no partition " + scope.partition());
        return result.stream()
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition))
                .toList();
    }

    private static Set<TopicPartition> existing(List<TopicPartition> partitions, Map<String, Facts> facts) {
        Set<TopicPartition> result = new HashSet<>(partitions);
        result.removeIf(partition -> !facts.containsKey(partition.topic())
                || partition.partition() >= facts.get(partition.topic()).partitions());
        return result;
    }

    private void audit(
            TopicPartition partition,
            StoredPosition stored,
            Facts facts,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends)
            throws SQLException {
        Long beginning = beginnings.get(partition);
        Long end = ends.get(partition);
        Optional<Finding> wrong = PositionCheck.wrong(partition, stored, facts, beginning, end);
        wrong.ifPresent(findings::add);
        if (stored == null
                || beginning == null
                || wrong.filter(f -> f.kind() == Kind.TOPIC_RECREATED).isPresent()) {
            partitions.add(PartitionReport.unread(partition, stored, facts, beginning, end));
            return;
        }
        List<Gap> accepted = gaps.stream()
                .filter(gap -> gap.topic().equals(partition.topic())
                        && gap.partition() == partition.partition()
                        && gap.topicId().equals(stored.topicId()))
                .toList();
        Range range = Range.of(scope, stored, beginning, end, since(partition, end), accepted);
        read(stored, facts, beginning, end, range, accepted);
    }

    private void read(StoredPosition stored, Facts facts, long beginning, long end, Range range, List<Gap> accepted)
            throws SQLException {
        TopicPartition partition = stored.partition();
        PartitionCheck check = new PartitionCheck(snapshot, router, tables, stored, range, findings, progress);
        Optional<String> notTold = range.untold();
        try {
            check.run(reader);
            boolean truncated = accepted.stream().anyMatch(gap -> gap.kind().equals("TRUNCATED"));
            CountCheck.difference(stored, range, check.held(), facts.compacted(), truncated)
                    .ifPresent(text -> findings.add(ofPartition(Kind.COUNTS_DIFFER, partition, text)));
        } catch (GoneException e) {
            notTold = Optional.of(e.getMessage());
        }
        countQuarantine(stored, range, check);
        notTold.ifPresent(text -> untold.add(partition + ": " + text));
        partitions.add(PartitionReport.read(stored, beginning, end, range, check, notTold.orElse(null)));
    }

    private void countQuarantine(StoredPosition stored, Range range, PartitionCheck check) throws SQLException {
        long held = snapshot.countQuarantined(stored, stored.countedFrom(), stored.next());
        boolean mayExpire = snapshot.quarantineHorizon().isPresent();
        CountCheck.quarantineDifference(stored, held, mayExpire, range, check.expiredQuarantine())
                .ifPresent(text -> findings.add(ofPartition(Kind.QUARANTINE_DIFFERS, stored.partition(), text)));
    }

    private Optional<Long> since(TopicPartition partition, long end) {
        return scope.since() == null
                ? Optional.empty()
                : Optional.of(reader.firstSince(partition, scope.since()).orElse(end));
    }

    private AgentsReport agents() throws SQLException {
        boolean isSettled = List.of(catalogue.nodes(), catalogue.deliveries(), catalogue.windowStats()).stream()
                .map(topic -> topic.name())
                .allMatch(topic -> partitions.stream()
                        .filter(report -> report.topic().equals(topic))
                        .allMatch(report -> report.unread() != null && report.unread() == 0));
        AgentsReport report = new AgentsCheck(snapshot.connection(), findings).run(scope.strict(), isSettled);
        if (report.nodesCompared() == null) {
            untold.add("the database took too long to add up the windows of the nodes");
        }
        return report;
    }

    private static Finding ofPartition(Kind kind, TopicPartition partition, String text) {
        return Finding.ofPartition(kind, partition.topic(), partition.partition(), text);
    }
}
