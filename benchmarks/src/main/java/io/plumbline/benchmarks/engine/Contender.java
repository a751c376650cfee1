package io.plumbline.benchmarks.engine;

/** One way to process the topic, with one processing thread. A round begins at the topic's start and with no state. */
public interface Contender {
    /**
     * Processes the topic once.
     *
     * @return what it took, from when the first records are handed over by Kafka's client
     */
    Round run(Task task) throws Exception;
}
