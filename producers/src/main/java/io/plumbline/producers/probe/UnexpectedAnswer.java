package io.plumbline.producers.probe;

import java.io.IOException;

/** The target answered, but not as was expected. The message is for the log: it repeats nothing that the target said. */
final class UnexpectedAnswer extends IOException {
    UnexpectedAnswer(String message) {
        super(message);
    }
}
