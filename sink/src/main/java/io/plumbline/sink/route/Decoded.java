package io.plumbline.sink.route;

import io.plumbline.sink.database.Refused;
import io.plumbline.sink.database.Row;
import java.util.List;

/** What becomes of one record. */
public sealed interface Decoded {
    /** It becomes rows, each of another table. */
    record Stored(List<Row> rows) implements Decoded {}

    /** It is set aside. */
    record SetAside(Refused refused) implements Decoded {}

    /** It says nothing that is stored: a tombstone. */
    record Nothing() implements Decoded {}
}
