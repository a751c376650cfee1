package io.plumbline.producers.receive;

import io.plumbline.producers.agent.NodeIdentity;
import java.util.Map;

/**
 * Who measured a data point.
 *
 * @param node who that is here
 * @param resource the attributes of its resource
 * @param scope name and version of the instrumentation
 */
record OtlpSource(NodeIdentity node, Map<String, String> resource, String scope) {}
