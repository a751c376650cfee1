package io.plumbline.e2e.faults.run;

import io.plumbline.e2e.faults.fault.Kind;
import io.plumbline.e2e.faults.ledger.Acknowledged;
import io.plumbline.e2e.faults.ledger.Ledger;
import io.plumbline.e2e.faults.ledger.Workload;
import io.plumbline.e2e.faults.process.Brokers;
import io.plumbline.e2e.faults.process.Child;
import io.plumbline.e2e.faults.process.DatabaseServer;
import io.plumbline.e2e.faults.process.SmallDisk;
import io.plumbline.e2e.faults.proxy.FaultProxy;
import io.plumbline.local.LocalRegistry;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.SchemaCatalogue;
import io.plumbline.schemas.topic.TopicAdmin;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.sink.migrate.Migrations;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;

/**
 * The whole pipeline with real servers, each part a process of its own: three brokers, streams, sinks and agents; PostgreSQL
 * and the registry behind a proxy each. Thread-safe, where two faults do not take the same victim.
 */
public final class World implements AutoCloseable {
    public static final String SYSTEM = "faults";
    private static final int DISK_MEBIBYTES = 640;
    private static final Duration BROKERS_UP = Duration.ofSeconds(60);

    private final Path directory;
    private final Size size;
    private final Commands commands;
    private final Brokers brokers;
    private final LocalRegistry registry = LocalRegistry.start();
    private final FaultProxy registryProxy =
            new FaultProxy(0, URI.create(registry.url()).getPort());
    private final Optional<SmallDisk> disk;
    private final DatabaseServer database;
    private final FaultProxy databaseProxy;
    private final Map<String, Child> children = new ConcurrentHashMap<>();
    private final AtomicLong launches = new AtomicLong();

    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile SinkProgram sinkProgram = SinkProgram.PLUMBLINE;

    private World(Path directory, Size size) throws IOException, InterruptedException {
        this.directory = directory;
        this.size = size;
        Files.createDirectories(ledger());
        brokers = new Brokers(directory);
        disk = SmallDisk.mount(directory.resolve("database"), DISK_MEBIBYTES);
        database = DatabaseServer.start(directory.resolve("database"));
        databaseProxy = new FaultProxy(0, database.port());
        commands = new Commands(
                directory,
                size,
                brokers.bootstrapServers(),
                "http://127.0.0.1:" + registryProxy.port(),
                databaseProxy.port());
    }

    /**
     * Starts everything but agents, streams and sinks.
     *
     * @param directory for data and logs
     */
    public static World prepare(Path directory, Size size) throws Exception {
        World world = new World(directory, size);
        Runtime.getRuntime().addShutdownHook(new Thread(world::close)); // processes and disk must not outlive us
        try {
            world.launchAll(Role.BROKER);
            world.apply();
            return world;
        } catch (Exception | Error e) {
            world.close();
            throw e;
        }
    }

    private void apply() throws Exception {
        awaitBrokers();
        try (Admin admin = admin();
                RegistryClient client = registryClient()) {
            TopicAdmin.apply(admin, topics(), (short) Brokers.COUNT);
            SchemaCatalogue.apply(client, topics());
        }
        Migrations.run(database.url("postgres"));
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET max_wal_size = '128MB'"); // its log must not fill the disk by itself
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    /** What sinks run that are started from now on. */
    public void sinkProgram(SinkProgram program) {
        sinkProgram = program;
    }

    /** Starts all processes of a role. */
    public void launchAll(Role role) throws IOException {
        for (String member : members(role)) {
            launch(role, member);
        }
    }

    /** Starts one, which is new or has ended. */
    public void launch(Role role, String member) throws IOException {
        Path log = log(member);
        int number = Integer.parseInt(member.substring(member.lastIndexOf('-') + 1));
        Child child = switch (role) {
            case BROKER -> brokers.start(number, log);
            case STREAMS -> commands.streams(member, log);
            case SINK -> commands.sink(member, log, sinkProgram);
            case AGENT ->
                Child.java(
                        member,
                        log,
                        64,
                        Workload.class.getName(),
                        commands.agent(member, launches.incrementAndGet(), ledger()));
        };
        children.put(member, child);
    }

    /** Starts the audit of what is stored now, past the proxies. */
    Child audit() throws IOException {
        return commands.audit(database.url("postgres"), registry.url(), log("audit"));
    }

    /** Ends one in good order, and forgets it. */
    public void end(String member) throws InterruptedException, StuckException {
        int exit = child(member).end();
        if (exit != 0) {
            throw new StuckException(member + " ended with exit code " + exit + ", see " + log(member));
        }
        children.remove(member);
    }

    public Child child(String member) {
        return children.get(member);
    }

    public List<String> members(Role role) {
        return IntStream.rangeClosed(1, size.count(role)).mapToObj(role::member).toList();
    }

    /** Processes that ended although nobody asked them to. */
    public List<String> dead() {
        Collection<Child> all = children.values();
        return all.stream()
                .filter(child -> !child.isAlive())
                .map(child -> child.name() + " ended by itself, see " + log(child.name()))
                .toList();
    }

    /** Waits until all brokers are there, and every replica has what its leader has. */
    public void awaitBrokers() throws Exception {
        try (Admin admin = admin()) {
            Replicas.await(admin, Brokers.COUNT, BROKERS_UP);
        }
    }

    public Size size() {
        return size;
    }

    public Path log(String name) {
        return directory.resolve(name + ".log");
    }

    public DatabaseServer database() {
        return database;
    }

    /** The disk of the database, where this machine lets us make one that can be filled. */
    public Optional<SmallDisk> smallDisk() {
        return disk;
    }

    /** Whether this machine lets us break that. */
    public boolean supports(Kind kind) {
        return kind != Kind.DISK_FULL || disk.isPresent();
    }

    /** Between the sinks and the database. */
    public FaultProxy databaseProxy() {
        return databaseProxy;
    }

    /** Before the registry. */
    public FaultProxy registryProxy() {
        return registryProxy;
    }

    /** Past the proxy, as an administrator, and able to write where others are not. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.url("postgres") + "&ApplicationName=faults&options=-c%20default_transaction_read_only=off");
    }

    public TopicCatalogue topics() {
        return new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX, size.partitions());
    }

    public String bootstrapServers() {
        return brokers.bootstrapServers();
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()));
    }

    /** Past the proxy. */
    public RegistryClient registryClient() {
        return RegistryClient.create(Map.of("schema.registry.url", registry.url()));
    }

    public List<Acknowledged> acknowledged() throws IOException {
        return Ledger.read(ledger());
    }

    /** Adds what the harness itself sent, beside the agents. */
    public synchronized void acknowledge(Acknowledged batch) throws IOException {
        Files.writeString(
                ledger().resolve("harness"), batch.line(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Path ledger() {
        return directory.resolve("ledger");
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        List<Child> all = new ArrayList<>(children.values());
        all.forEach(Child::close);
        databaseProxy.close();
        registryProxy.close();
        registry.close();
        database.close();
        disk.ifPresent(SmallDisk::close);
    }
}
