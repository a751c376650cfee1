package io.plumbline.sink.rows;

import io.plumbline.schemas.event.ScalingAdvice;
import io.plumbline.schemas.event.ScalingEstimate;
import io.plumbline.schemas.event.ScalingPoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lists of a scaling report as JSON arrays, with units in the names. */
final class ScalingJson {
    private ScalingJson() {}

    static String points(List<ScalingPoint> points) {
        return JsonText.array(points.stream().map(ScalingJson::point).toList());
    }

    static String advice(List<ScalingAdvice> advice) {
        return JsonText.array(advice.stream().map(ScalingJson::advice).toList());
    }

    static String estimates(List<ScalingEstimate> estimates) {
        return JsonText.array(estimates.stream().map(ScalingJson::estimate).toList());
    }

    private static Map<String, Object> point(ScalingPoint point) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("nodes", point.getNodes());
        json.put("seconds", point.getSeconds());
        json.put("throughput", point.getThroughput());
        json.put("mean_latency_ms", point.getMeanLatencyMillis());
        json.put("success_share", point.getSuccessShare());
        json.put("cpu_share", point.getCpuShare());
        json.put("memory_bytes", point.getMemoryBytes());
        json.put("speed_up", point.getSpeedUp());
        json.put("efficiency", point.getEfficiency());
        json.put("latency_factor", point.getLatencyFactor());
        json.put("message_overhead", point.getMessageOverhead());
        json.put("network_efficiency", point.getNetworkEfficiency());
        json.put("bytes_per_second_of_node", point.getBytesPerSecondOfNode());
        return json;
    }

    private static Map<String, Object> advice(ScalingAdvice advice) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", advice.getCode());
        json.put("nodes", advice.getNodes());
        json.put("figure", advice.getFigure());
        json.put("limit", advice.getLimit());
        json.put("text", advice.getText());
        json.put("because", advice.getBecause());
        return json;
    }

    private static Map<String, Object> estimate(ScalingEstimate estimate) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", estimate.getName());
        json.put("value", estimate.getValue());
        json.put("standard_error", estimate.getStandardError());
        json.put("low", estimate.getLow());
        json.put("high", estimate.getHigh());
        return json;
    }
}
