package io.plumbline.sink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.settings.ConfigException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseConfigTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://u:s3cret@127.0.0.1:5432/db",
                "jdbc:postgresql://u:s3cret@127.0.0.1:5432/db",
                "jdbc:postgresql://127.0.0.1:5432?user=u&password=s3cret",
                "jdbc:postgresql://127.0.0.1:port/db?user=u&password=s3cret",
                "jdbc:postgresql://127.0.0.1:5432/db?user=u&password=%zzs3cret"
            })
    void aUrlThatCannotBeReadIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> DatabaseConfig.of(url).connect("test"))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:db",
                "jdbc:postgresql://127.0.0.1/db",
                "jdbc:postgresql://h1:5432,h2/db?user=u&password=a%2Fb@c/d",
                "jdbc:postgresql://[::1]:5432/?ssl=true"
            })
    void everyFormOfTheDriverIsTaken(String url) {
        assertThat(DatabaseConfig.of(url).url().value()).isEqualTo(url);
    }
}
