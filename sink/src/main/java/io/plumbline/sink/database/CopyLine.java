package io.plumbline.sink.database;

import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Which row of a COPY the server stumbled over: it says so in the error's context, for the binary form too. */
final class CopyLine {
    /** A server that speaks another language gives no line: then the batch is halved until the row is found. */
    private static final Pattern LINE = Pattern.compile("^COPY [^,]+, line (\\d{1,9})\\b", Pattern.MULTILINE);

    private CopyLine() {}

    /** From 0; empty if the server does not say, or means something else than a row. */
    static OptionalInt of(SQLException failure) {
        if (failure instanceof PSQLException said) {
            ServerErrorMessage message = said.getServerErrorMessage();
            if (message != null && message.getWhere() != null) {
                Matcher matcher = LINE.matcher(message.getWhere());
                if (matcher.find()) {
                    return OptionalInt.of(Integer.parseInt(matcher.group(1)) - 1);
                }
            }
        }
        return OptionalInt.empty();
    }
}
