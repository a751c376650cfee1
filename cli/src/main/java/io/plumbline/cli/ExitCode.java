package io.plumbline.cli;

/** What the process tells its caller. */
public final class ExitCode {
    public static final int FINE = 0;
    /** A finding: a regression, a missed target, something lost. */
    public static final int FINDING = 1;
    /** Usage or configuration: the message says what to change. */
    public static final int USAGE = 2;
    /** Kafka, the registry or the database could not be reached. */
    public static final int UNREACHABLE = 3;
    /** The input does not allow an answer: the message says what is missing. */
    public static final int INCONCLUSIVE = 4;
    /** Neither fine nor a finding: a warning of a comparison. */
    public static final int WARNING = 5;
    /** Our bug. */
    public static final int BUG = 70;

    private ExitCode() {}
}
