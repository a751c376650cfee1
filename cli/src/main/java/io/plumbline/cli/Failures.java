package io.plumbline.cli;

import io.plumbline.producers.network.PeerException;
import io.plumbline.schemas.registry.RegistryException;
import io.plumbline.settings.ConfigException;
import java.io.PrintWriter;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
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
                    || isKafkaConfigException(cause)
                    || cause instanceof AuthorizationException
                    || isRefusedByDatabase(cause)) {
                return ExitCode.USAGE;
            }
            if (cause instanceof NoAnswerException || isFenced(cause)) {
                return ExitCode.INCONCLUSIVE;
            }
            if (cause instanceof RetriableException || isPeerAway(cause) || isConnectionLoss(cause)) {
                return ExitCode.UNREACHABLE;
            }
        }
        return ExitCode.BUG;
    }

    private static boolean isKafkaConfigException(Throwable cause) {
        return cause instanceof org.apache.kafka.common.config.ConfigException;
    }

    /** Somebody else took over. */
    private static boolean isFenced(Throwable cause) {
        return cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException;
    }

    /** Nobody answers, or whoever did went away. */
    private static boolean isPeerAway(Throwable cause) {
        return cause instanceof PeerException
                || cause instanceof SocketException
                || cause instanceof SocketTimeoutException;
    }

    /** The operator's to mend: a refused log-in, a missing right, database or schema, a standby that takes no writes. */
    private static boolean isRefusedByDatabase(Throwable cause) {
        return cause instanceof SQLException e
                && e.getSQLState() != null
                && e.getSQLState().matches("28...|3D...|3F...|42501|42P01|25006");
    }

    /** A connection that could not be made or was lost, a server that starts, ends or is full. */
    private static boolean isConnectionLoss(Throwable cause) {
        return cause instanceof SQLException e
                && e.getSQLState() != null
                && e.getSQLState().matches("08...|57P..|53300");
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
