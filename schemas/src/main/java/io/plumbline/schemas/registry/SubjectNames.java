package io.plumbline.schemas.registry;

import io.plumbline.settings.ConfigException;
import org.apache.avro.Schema;

/** Under which subject a topic's value schema stands; Confluent's three strategies. */
enum SubjectNames {
    TOPIC("TopicNameStrategy") {
        @Override
        String subjectOf(String topic, Schema schema) {
            return topic + "-value";
        }
    },
    RECORD("RecordNameStrategy") {
        @Override
        String subjectOf(String topic, Schema schema) {
            return schema.getFullName();
        }
    },
    TOPIC_RECORD("TopicRecordNameStrategy") {
        @Override
        String subjectOf(String topic, Schema schema) {
            return topic + "-" + schema.getFullName();
        }
    };

    private final String strategy;

    SubjectNames(String strategy) {
        this.strategy = strategy;
    }

    abstract String subjectOf(String topic, Schema schema);

    /** By class name as Confluent's configuration has it, with or without its package. */
    static SubjectNames named(String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        for (SubjectNames names : values()) {
            if (names.strategy.equals(simple)) {
                return names;
            }
        }
        throw new ConfigException("value.subject.name.strategy must be TopicNameStrategy, RecordNameStrategy or "
                + "TopicRecordNameStrategy, was " + className);
    }
}
