package io.plumbline.cli;

import io.plumbline.schemas.registry.RegistryException;
import io.plumbline.settings.ConfigException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.sql.SQLException;
import org.apache.kafka.common.errors.RetriableException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns a failure into one line that says what to do, and an exit code; only our own bugs show a stack trace. */
final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        int code = codeOf(failure);
        if (code == ExitCode.BUG) {
            err.println("plumbline: this is a bug of ours; please report it with what follows");
            failure.printStackTrace(err);
        } else {
            err.println("plumbline: " + message(failure));
        }
        err.flush();
        return code;
    }

    static int codeOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigException
                    || cause instanceof RegistryException
                    || isKafkaConfigException(cause)) {
                return ExitCode.USAGE;
            }
            if (cause instanceof NoAnswerException) {
                return ExitCode.INCONCLUSIVE;
            }
            if (cause instanceof RetriableException || cause instanceof ConnectException || isConnectionLoss(cause)) {
                return ExitCode.UNREACHABLE;
            }
        }
        return ExitCode.BUG;
    }

    private static boolean isKafkaConfigException(Throwable cause) {
        return cause instanceof org.apache.kafka.common.config.ConfigException;
    }

    /** SQLSTATE class 08 is a connection that could not be made or was lost; 28 a refused log-in is the operator's to mend. */
    private static boolean isConnectionLoss(Throwable cause) {
        return cause instanceof SQLException e
                && e.getSQLState() != null
                && e.getSQLState().startsWith("08");
    }

    /** The chain of messages, each once: the outer says what was tried, the inner why it failed. */
    private static String message(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            if (text.indexOf(message) < 0) {
                text.append(text.isEmpty() ? "" : ": ").append(message);
            }
        }
        return text.toString();
    }
}
