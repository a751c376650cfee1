package io.plumbline.schemas.registry;

import org.apache.kafka.common.errors.RetriableException;

/**
 * No registry could be asked, after all retries: pause, and try the same record again. Never poison, hence no
 * {@code SerializationException}.
 */
public final class RegistryUnavailableException extends RetriableException {
    RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
