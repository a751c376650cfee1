package io.plumbline.e2e.faults.ledger;

/**
 * A batch that Kafka acknowledged.
 *
 * @param partition of the topic of measurements
 * @param boot the agent's life that sent it
 * @param first sequence number of its first event
 * @param count its events
 */
public record Acknowledged(int partition, long offset, String boot, long first, int count) {

    /** As the ledger has it. */
    public String line() {
        return partition + " " + offset + " " + boot + " " + first + " " + count + "\n";
    }

    static Acknowledged parse(String line) {
        String[] parts = line.split(" ", -1);
        return new Acknowledged(
                Integer.parseInt(parts[0]),
                Long.parseLong(parts[1]),
                parts[2],
                Long.parseLong(parts[3]),
                Integer.parseInt(parts[4]));
    }
}
