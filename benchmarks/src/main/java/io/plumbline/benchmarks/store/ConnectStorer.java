package io.plumbline.benchmarks.store;

import io.plumbline.benchmarks.run.PollClock;
import io.plumbline.benchmarks.run.Stopwatch;
import io.plumbline.local.Directories;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.cli.ConnectStandalone;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.postgresql.Driver;

/**
 * A Connect worker in standalone mode with one task, as its command starts it. At least once, so it upserts, which is what
 * the connector's documentation asks for then. Its batches are as large as the consumer's, and both as large as the others'.
 * The connector's way to send all rows of a batch as arrays (UNNEST) takes no columns of bytes, so these rows cannot use it.
 */
final class ConnectStorer implements Storer {
    private static final long LOOK_MILLIS = 20;

    @Override
    public Stopwatch.Lap store(StoreTask task) throws Exception {
        String name = "bench-" + UUID.randomUUID();
        Path directory = Directories.temporary("plumbline-bench-connect-");
        Stopwatch stopwatch = PollClock.arm(task.topic());
        CountingConnector.reset();
        Connect<StandaloneHerder> connect = new ConnectStandalone().startConnect(worker(task, directory));
        try {
            connect.herder()
                    .putConnectorConfig(
                            name,
                            connector(task, name),
                            false,
                            (failure, created) -> CountingConnector.failed(failure));
            await(task);
            return stopwatch.since(CountingConnector.last());
        } finally {
            connect.stop();
            connect.awaitStop();
            Directories.delete(directory);
        }
    }

    private static void await(StoreTask task) throws InterruptedException {
        long deadline = task.patienceNanos();
        while (CountingConnector.written() < task.records()) {
            if (CountingConnector.failure() != null || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the connector failed, or hangs", CountingConnector.failure());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private static Map<String, String> worker(StoreTask task, Path directory) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", task.cluster().bootstrapServers());
        settings.put("listeners", "HTTP://127.0.0.1:0");
        settings.put("plugin.discovery", "service_load"); // nothing is found that is not declared, and that at once
        settings.put(
                "offset.storage.file.filename", directory.resolve("offsets").toString());
        settings.put("key.converter", ByteArrayConverter.class.getName());
        settings.put("value.converter", RowConverter.class.getName());
        settings.put("value.converter.schema.registry.url", task.cluster().registryUrl());
        settings.put("consumer.interceptor.classes", PollClock.class.getName());
        settings.put("consumer.max.poll.records", Integer.toString(task.batchRows()));
        settings.put("consumer.fetch.max.bytes", Integer.toString(16 << 20));
        return settings;
    }

    private static Map<String, String> connector(StoreTask task, String name) {
        Properties there = Driver.parseURL(task.jdbcUrl(), new Properties());
        Map<String, String> settings = new HashMap<>();
        settings.put("name", name);
        settings.put("connector.class", CountingConnector.class.getName());
        settings.put("tasks.max", "1");
        settings.put("topics", task.topic());
        settings.put("connection.url", task.jdbcUrl() + "&reWriteBatchedInserts=true");
        settings.put("connection.username", there.getProperty("user"));
        settings.put("connection.password", there.getProperty("password", ""));
        settings.put("collection.name.format", "plumbline." + FlatRow.TABLE.name());
        settings.put("insert.mode", "upsert");
        settings.put("primary.key.mode", "record_value");
        settings.put("primary.key.fields", String.join(",", FlatRow.TABLE.key()));
        settings.put("schema.evolution", "none");
        settings.put("batch.size", Integer.toString(task.batchRows()));
        return settings;
    }
}
