package io.plumbline.benchmarks;

import java.io.IOException;

/** Runs JMH; its arguments are JMH's. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
        org.openjdk.jmh.Main.main(arguments);
    }
}
