package io.plumbline.sink.database;

/** Another writer owns a partition now: drop the batch, leave the group and join it again. */
public final class FencedException extends RuntimeException {
    FencedException(String message) {
        super(message);
    }
}
