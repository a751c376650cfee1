package io.plumbline.sink.simulation;

/** One run of the simulation. */
final class Schedule {
    private Schedule() {}

    /** @throws Violation with seed and trace */
    static Chance run(long seed, Mutant mutant) {
        Chance chance = new Chance(seed, false);
        try {
            new World(chance, mutant).run();
            return chance;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "seed " + seed + " fails (-Dsimulation.seed=" + seed + " runs it alone): " + e.getMessage() + "\n"
                            + trace(seed, mutant),
                    e);
        }
    }

    /** What a sink that is wrong on purpose is caught at; null: nothing in this schedule. */
    static Violation violation(long seed, Mutant mutant) {
        Chance chance = new Chance(seed, false);
        try {
            new World(chance, mutant).run();
            return null;
        } catch (Violation e) {
            System.out.println("seed " + seed + ": " + e.getMessage());
            return e;
        }
    }

    /** The same again, telling what happens. */
    static String trace(long seed, Mutant mutant) {
        Chance chance = new Chance(seed, true);
        try {
            new World(chance, mutant).run();
        } catch (RuntimeException | AssertionError e) {
            chance.say(e::toString);
        }
        return chance.trace();
    }
}
