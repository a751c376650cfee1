package io.plumbline.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;

/** The child's side of a {@link ChildJvm}: one line in, one line out, both JSON. It ends with its parent. */
public final class Dialogue {
    static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedReader questions;
    private final PrintStream answers;

    private Dialogue(BufferedReader questions, PrintStream answers) {
        this.questions = questions;
        this.answers = answers;
    }

    /** Takes the standard streams: what a library prints goes to the log from now on. */
    public static Dialogue begin() {
        PrintStream answers = System.out;
        System.setOut(System.err);
        return new Dialogue(new BufferedReader(new InputStreamReader(System.in, UTF_8)), answers);
    }

    /** The next question; null if there will be none. */
    public <T> T next(Class<T> type) throws IOException {
        String line = questions.readLine();
        return line == null ? null : JSON.readValue(line, type);
    }

    public void answer(Object answer) throws IOException {
        answers.println(JSON.writeValueAsString(answer));
    }

    /** Waits for the end of the questions; whatever is asked until then gets no answer. */
    public void awaitEnd() throws IOException {
        while (questions.readLine() != null) {
            // who only serves has nothing to say
        }
    }
}
