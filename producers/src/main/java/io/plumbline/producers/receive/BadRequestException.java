package io.plumbline.producers.receive;

/** A request that cannot be answered with success; the sender must change it before it tries again. */
final class BadRequestException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    BadRequestException(int status, String reason) {
        super(reason);
        this.status = status;
    }

    int status() {
        return status;
    }
}
