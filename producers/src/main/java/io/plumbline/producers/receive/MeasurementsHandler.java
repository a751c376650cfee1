package io.plumbline.producers.receive;

import com.sun.net.httpserver.HttpExchange;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON lines: each a measurement. The answer counts what was taken and says why the rest was not. */
final class MeasurementsHandler implements HttpEndpoint.Handler {
    private final MeasurementLines lines;
    private final Lane lane;
    private final ReceiveMeters meters;

    MeasurementsHandler(MeasurementLines lines, Lane lane, ReceiveMeters meters) {
        this.lines = lines;
        this.lane = lane;
        this.meters = meters;
    }

    @Override
    public Answer handle(HttpExchange exchange, byte[] body) {
        Rejections rejections = new Rejections();
        MeasurementLines.Parsed parsed;
        synchronized (lane) { // parsed and published under one boot
            parsed = lines.parse(body, lane.boot(), rejections);
            lane.publish(parsed.publication());
        }
        meters.count("measurements", parsed.accepted(), rejections);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("accepted", parsed.accepted());
        answer.put("rejected", rejections.count());
        answer.put("reasons", rejections.reasons());
        return Answer.json(parsed.accepted() == 0 && rejections.count() > 0 ? 400 : 200, answer);
    }
}
