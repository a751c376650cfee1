package io.plumbline.producers.simulation;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A record and the records in it as flat text, as a run's configuration has it: {@code condition.loss} is {@code 0.001}. */
final class FlatRecord {
    private final Map<String, String> flat = new TreeMap<>();

    private FlatRecord() {}

    /** One entry for each component; those of records have the names on the way to them, those of lists their place from 0. */
    static Map<String, String> of(Record root) {
        FlatRecord result = new FlatRecord();
        result.addComponents("", root);
        return result.flat;
    }

    private void add(String key, Object value) {
        if (value instanceof Record inner) {
            addComponents(key + '.', inner);
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                add(key + '.' + i, list.get(i));
            }
        } else {
            flat.put(key, String.valueOf(value));
        }
    }

    private void addComponents(String prefix, Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                add(prefix + component.getName(), component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a component of a public record cannot be read: " + component, e);
            }
        }
    }
}
