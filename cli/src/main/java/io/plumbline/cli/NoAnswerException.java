package io.plumbline.cli;

/** What was asked has no answer: exit code 4, with the message that says what is missing. */
public final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NoAnswerException(String message) {
        super(message);
    }
}
