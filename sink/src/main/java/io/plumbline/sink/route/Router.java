package io.plumbline.sink.route;

import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.sink.rows.AlertRows;
import io.plumbline.sink.rows.BaselineRows;
import io.plumbline.sink.rows.DeliveryRows;
import io.plumbline.sink.rows.HealthRows;
import io.plumbline.sink.rows.IncidentRows;
import io.plumbline.sink.rows.NodeStatusRows;
import io.plumbline.sink.rows.ResourceStatsRows;
import io.plumbline.sink.rows.RowMapper;
import io.plumbline.sink.rows.RunEventRows;
import io.plumbline.sink.rows.ScalingRows;
import io.plumbline.sink.rows.ScoreRows;
import io.plumbline.sink.rows.TransportStatsRows;
import io.plumbline.sink.rows.TrendRows;
import io.plumbline.sink.rows.WindowStatsRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The sink's table of contents: which topic becomes which table. */
public final class Router {
    private final Map<String, Route> routes = new HashMap<>();

    public Router(TopicCatalogue topics, RegistryClient registry) {
        add(topics.windowStats(), registry, List.of(new WindowStatsRows()));
        add(topics.resourceStats(), registry, List.of(new ResourceStatsRows()));
        add(topics.transportStats(), registry, List.of(new TransportStatsRows()));
        add(topics.nodes(), registry, List.of(new NodeStatusRows()));
        add(topics.deliveries(), registry, List.of(new DeliveryRows()));
        add(topics.health(), registry, List.of(HealthRows.present(), HealthRows.history()));
        add(topics.runs(), registry, List.of(new RunEventRows()));
        add(topics.alerts(), registry, List.of(AlertRows.present(), AlertRows.history()));
        add(topics.incidents(), registry, List.of(new IncidentRows()));
        add(topics.baselines(), registry, List.of(BaselineRows.present(), BaselineRows.history()));
        add(topics.scaling(), registry, List.of(ScalingRows.present(), ScalingRows.history()));
        add(topics.scores(), registry, List.of(new ScoreRows()));
        add(topics.trends(), registry, List.of(new TrendRows()));
        routes.put(topics.deadLetters().name(), Route.deadLetters());
    }

    private <V extends SpecificRecord> void add(Topic<V> topic, RegistryClient registry, List<RowMapper<V>> mappers) {
        routes.put(topic.name(), Route.rows(topic, registry, mappers));
    }

    public Set<String> topics() {
        return routes.keySet();
    }

    public Decoded decode(ConsumerRecord<byte[], byte[]> record) {
        return routes.get(record.topic()).decode(record);
    }
}
