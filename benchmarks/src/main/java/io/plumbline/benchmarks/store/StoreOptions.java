package io.plumbline.benchmarks.store;

import io.plumbline.settings.Settings;
import java.util.List;

/**
 * What is run.
 *
 * @param database {@code plain}: an embedded PostgreSQL; else a JDBC URL of somebody who may create databases
 * @param peers who competes
 * @param batchRows most rows in a transaction
 * @param warmUps rounds of each before the first that counts
 * @param rounds measured rounds
 */
public record StoreOptions(
        StoreWorkload workload, String database, List<Peer> peers, int batchRows, int warmUps, int rounds) {
    public StoreOptions {
        peers = List.copyOf(peers);
        Settings.check(!peers.isEmpty(), "there is nothing to run");
        Settings.check(
                database.equals("plain") || database.startsWith("jdbc:postgresql://"),
                "--database must be plain or a JDBC URL that begins with jdbc:postgresql://");
        Settings.check(batchRows >= 1, "--batch must be at least 1, was " + batchRows);
        Settings.check(warmUps >= 0, "--warmups must be at least 0, was " + warmUps);
        Settings.check(rounds >= 1, "--rounds must be at least 1, was " + rounds);
    }
}
