package io.plumbline.cli.ops;

/**
 * What a service says of itself to its supervisor.
 *
 * @see OpsServer
 */
public interface Health {
    /** False once only a restart can help. An outage of Kafka or the database is no reason: it is waited out. */
    boolean live();

    /** True while the service does its work; false while it starts, waits out an outage or ends. */
    boolean ready();
}
