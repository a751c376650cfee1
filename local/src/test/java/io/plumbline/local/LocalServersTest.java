package io.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schemas.topic.TopicAdmin;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalServersTest {
    @Test
    void topicsSurviveARestartOfTheBroker(@TempDir Path directory) throws Exception {
        TopicCatalogue catalogue = new TopicCatalogue("t.", 2);
        try (LocalBroker broker = LocalBroker.start(directory);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicAdmin.apply(admin, catalogue, (short) 1);
            broker.stop();
            broker.restart();

            assertThat(TopicAdmin.diff(admin, catalogue)).isEmpty();
        }
    }

    @Test
    void postgresAnswers() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start();
                var connection = DriverManager.getConnection(postgres.jdbcUrl());
                var answer = connection.createStatement().executeQuery("SELECT current_setting('listen_addresses')")) {
            assertThat(answer.next()).isTrue();
            assertThat(answer.getString(1)).isEqualTo("localhost");
        }
    }
}
