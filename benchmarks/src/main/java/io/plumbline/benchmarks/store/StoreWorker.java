package io.plumbline.benchmarks.store;

import io.plumbline.benchmarks.run.Dialogue;
import io.plumbline.benchmarks.run.Stopwatch;

/** Main class of a contender's process: each question is a {@link StoreTask}, the answer a {@link Stopwatch.Lap}. */
public final class StoreWorker {
    private StoreWorker() {}

    public static void main(String[] arguments) throws Exception {
        Dialogue dialogue = Dialogue.begin();
        Storer storer = Peer.of(arguments[0]).storer();
        for (StoreTask task = dialogue.next(StoreTask.class); task != null; task = dialogue.next(StoreTask.class)) {
            System.gc(); // what the last round left is not this round's cost
            dialogue.answer(storer.store(task));
        }
        System.exit(0); // Connect leaves threads behind
    }
}
