package io.plumbline.sink.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be checked of the deployment files where no container engine runs. */
class DeploymentFilesTest {
    private static final Path ROOT = Path.of("..");
    private static final Set<String> ONE_SHOT = Set.of("topics", "schemas", "migrate", "passwords");

    @Test
    void imagesArePinned() throws IOException {
        for (Map.Entry<String, JsonNode> service : services()) {
            String image = service.getValue().path("image").asText();
            assertThat(image).as(service.getKey()).matches("plumbline:local|[\\w./-]+:\\d+\\.\\d+[\\w.-]*");
        }
        assertThat(Files.readString(ROOT.resolve("Dockerfile")))
                .doesNotContainPattern("FROM [^:]+\\s")
                .contains("USER 10001");
    }

    @Test
    void theImageStartsWhatTheLauncherStarts() throws IOException {
        Matcher launched =
                Pattern.compile("module=cli jar=([\\w-]+\\.jar)").matcher(Files.readString(ROOT.resolve("plumbline")));
        Matcher contained = Pattern.compile("-jar[\", ]+[^\"]*/([\\w-]+\\.jar)\"")
                .matcher(Files.readString(ROOT.resolve("Dockerfile")));

        assertThat(launched.find()).isTrue();
        assertThat(contained.find()).isTrue();
        assertThat(contained.group(1)).isEqualTo(launched.group(1));
    }

    @Test
    void portsAreOpenOnTheLoopbackInterfaceOnly() throws IOException {
        for (Map.Entry<String, JsonNode> service : services()) {
            for (JsonNode port : service.getValue().path("ports")) {
                assertThat(port.asText()).as(service.getKey()).startsWith("127.0.0.1:");
            }
        }
    }

    @Test
    void servicesAreHealthCheckedAndRestarted() throws IOException {
        for (Map.Entry<String, JsonNode> service : services()) {
            assertThat(service.getValue().path("restart").asText())
                    .as(service.getKey())
                    .isEqualTo(ONE_SHOT.contains(service.getKey()) ? "on-failure:5" : "unless-stopped");
            assertThat(service.getValue().has("healthcheck"))
                    .as(service.getKey())
                    .isEqualTo(!ONE_SHOT.contains(service.getKey()));
        }
    }

    @Test
    void dependenciesExistAndWaitForTheRightCondition() throws IOException {
        JsonNode services = compose();
        for (JsonNode service : services) {
            service.path("depends_on").properties().forEach(dependency -> {
                assertThat(services.has(dependency.getKey())).isTrue();
                assertThat(dependency.getValue().path("condition").asText())
                        .isEqualTo(
                                ONE_SHOT.contains(dependency.getKey())
                                        ? "service_completed_successfully"
                                        : "service_healthy");
            });
        }
    }

    @Test
    void everyPasswordIsRequiredAndNamedInTheExample() throws IOException {
        String compose = Files.readString(ROOT.resolve("docker-compose.yml"));
        Set<String> asked = new TreeSet<>();
        Matcher variable = Pattern.compile("\\$\\{(\\w+)([^}]*)}").matcher(compose);
        while (variable.find()) {
            assertThat(variable.group(2)).as(variable.group(1)).startsWith(":?");
            asked.add(variable.group(1));
        }
        assertThat(asked).isNotEmpty();
        Set<String> offered = new TreeSet<>();
        for (String line : Files.readAllLines(ROOT.resolve(".env.example"))) {
            if (!line.startsWith("#") && !line.isBlank()) {
                assertThat(line).as("an example must not be a default password").endsWith("=");
                offered.add(line.substring(0, line.length() - 1));
            }
        }
        assertThat(offered).isEqualTo(asked);
    }

    @Test
    void grafanaKnowsTheDatabaseAndNoSecret() throws IOException {
        JsonNode source = YamlFile.read(ROOT.resolve("grafana/provisioning/datasources/plumbline.yml"))
                .at("/datasources/0");

        assertThat(source.path("type").asText()).isEqualTo("grafana-postgresql-datasource");
        assertThat(source.path("user").asText()).isEqualTo("plumbline_grafana");
        assertThat(source.at("/secureJsonData/password").asText()).isEqualTo("$PLUMBLINE_GRAFANA_DB_PASSWORD");
        String environment = compose().path("grafana").path("environment").toString();
        Matcher variable = Pattern.compile("\\$(\\w+)").matcher(source.toString());
        while (variable.find()) {
            assertThat(environment).contains('"' + variable.group(1) + '"');
        }
    }

    @Test
    void dashboardsAreReadFromWhereTheyAreMounted() throws IOException {
        JsonNode provider = YamlFile.read(ROOT.resolve("grafana/provisioning/dashboards/plumbline.yml"))
                .at("/providers/0");

        assertThat(Files.readString(ROOT.resolve("docker-compose.yml")))
                .contains("./grafana/dashboards:" + provider.at("/options/path").asText() + ":ro");
        assertThat(provider.path("allowUiUpdates").asBoolean()).isFalse();
    }

    private static Set<Map.Entry<String, JsonNode>> services() throws IOException {
        return compose().properties();
    }

    private static JsonNode compose() throws IOException {
        return YamlFile.read(ROOT.resolve("docker-compose.yml")).path("services");
    }
}
