package io.plumbline.producers.publish;

/** Something that was given to a sink is not published, and will not be: what is there may be incomplete. */
public final class PublishException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PublishException(String message, Throwable cause) {
        super(message, cause);
    }
}
