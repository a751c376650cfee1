package io.plumbline.schemas.registry;

import org.apache.kafka.common.KafkaException;

/**
 * The registry answered, and refused: wrong credentials, an incompatible schema, an unknown subject. Asking again will
 * not help; a person must act. It says nothing about the record at hand, which is not poison.
 */
public final class RegistryException extends KafkaException {
    static final int NO_SUBJECT = 40401;
    static final int NO_VERSION = 40402;
    static final int NO_SCHEMA = 40403;
    private static final int INCOMPATIBLE = 409;

    private final int status;
    private final int errorCode;

    RegistryException(int status, int errorCode, String message) {
        super(message);
        this.status = status;
        this.errorCode = errorCode;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Confluent's error code, e.g. 40401; the HTTP status where the answer had none. */
    public int errorCode() {
        return errorCode;
    }

    /** Whether the schema breaks the subject's compatibility level. */
    public boolean isIncompatible() {
        return status == INCOMPATIBLE;
    }

    /** Whether what was asked for does not exist. */
    boolean isNotFound() {
        return errorCode == NO_SUBJECT || errorCode == NO_VERSION || errorCode == NO_SCHEMA;
    }
}
