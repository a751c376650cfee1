package io.plumbline.sink.route;

import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicCatalogue;

/** Names of topics as people type them. */
public final class TopicNames {
    private static final String ONE = "dead-letters";

    private TopicNames() {}

    /** The catalogue's topic of this name, with or without its prefix; any other name as it is. */
    public static String full(TopicCatalogue topics, String name) {
        String known = topics.deadLetters().name();
        String prefixed = known.substring(0, known.length() - ONE.length()) + name;
        return topics.all().stream().map(Topic::name).anyMatch(prefixed::equals) ? prefixed : name;
    }
}
