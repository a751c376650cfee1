package io.plumbline.sink;

import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.sink.rows.DeliveryRows;
import io.plumbline.sink.rows.HealthRows;
import io.plumbline.sink.rows.NodeStatusRows;
import io.plumbline.sink.rows.ResourceStatsRows;
import io.plumbline.sink.rows.RunEventRows;
import io.plumbline.sink.rows.TransportStatsRows;
import io.plumbline.sink.rows.WindowStatsRows;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The sink's table of contents: which topic becomes which table. */
final class Router {
    private final Map<String, Route> routes;

    Router(TopicCatalogue topics, RegistryClient registry) {
        routes = Map.of(
                topics.windowStats().name(), Route.rows(topics.windowStats(), registry, new WindowStatsRows()),
                topics.resourceStats().name(), Route.rows(topics.resourceStats(), registry, new ResourceStatsRows()),
                topics.transportStats().name(), Route.rows(topics.transportStats(), registry, new TransportStatsRows()),
                topics.nodes().name(), Route.rows(topics.nodes(), registry, new NodeStatusRows()),
                topics.deliveries().name(), Route.rows(topics.deliveries(), registry, new DeliveryRows()),
                topics.health().name(),
                        Route.rows(topics.health(), registry, List.of(HealthRows.present(), HealthRows.history())),
                topics.runs().name(), Route.rows(topics.runs(), registry, new RunEventRows()),
                topics.deadLetters().name(), Route.deadLetters());
    }

    Set<String> topics() {
        return routes.keySet();
    }

    Decoded decode(ConsumerRecord<byte[], byte[]> record) {
        return routes.get(record.topic()).decode(record);
    }
}
