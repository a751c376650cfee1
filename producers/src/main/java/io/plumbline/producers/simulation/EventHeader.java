package io.plumbline.producers.simulation;

import io.plumbline.producers.agent.NodeIdentity;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Whose an event is: the fields with which every event of a node begins. They are set by name, because the classes that Avro
 * generates have no type in common that has them.
 *
 * @param boot of the life in which the event happened
 */
record EventHeader(NodeIdentity node, String boot) {
    /** @param event that is filled but for these fields */
    <T extends SpecificRecordBase> T on(T event) {
        event.put("system", node.system());
        event.put("run", node.run());
        event.put("node", node.node());
        event.put("release", node.release());
        event.put("origin", node.origin());
        event.put("boot", boot);
        return event;
    }
}
