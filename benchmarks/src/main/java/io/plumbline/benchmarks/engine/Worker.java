package io.plumbline.benchmarks.engine;

import io.plumbline.benchmarks.run.Dialogue;

/** Main class of an engine's process: each question is a {@link Task}, the answer its {@link Round}. */
public final class Worker {
    private Worker() {}

    public static void main(String[] arguments) throws Exception {
        Dialogue dialogue = Dialogue.begin();
        Contender contender = Engine.of(arguments[0]).contender();
        for (Task task = dialogue.next(Task.class); task != null; task = dialogue.next(Task.class)) {
            System.gc(); // what the last round left is not this round's cost
            dialogue.answer(contender.run(task));
        }
        System.exit(0); // some engines leave threads behind
    }
}
