package io.plumbline.benchmarks.store;

import io.plumbline.benchmarks.run.Stopwatch;

/** Stores every row of the topic, and says how long it took from the first records handed over to the last commit. */
interface Storer {
    Stopwatch.Lap store(StoreTask task) throws Exception;
}
