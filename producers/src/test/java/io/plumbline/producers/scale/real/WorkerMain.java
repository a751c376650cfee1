package io.plumbline.producers.scale.real;

/** A worker as a process, without a command line around it. */
final class WorkerMain {
    private WorkerMain() {}

    public static void main(String[] arguments) throws Exception {
        System.exit(Worker.run(System.in, System.out) ? 0 : 1);
    }
}
