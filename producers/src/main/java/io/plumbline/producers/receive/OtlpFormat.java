package io.plumbline.producers.receive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.io.IOException;
import java.util.Map;

/** The two forms of OTLP/HTTP. An answer has the form of its request. */
enum OtlpFormat {
    PROTOBUF {
        @Override
        ExportMetricsServiceRequest request(byte[] body) throws BadRequestException {
            try {
                return ExportMetricsServiceRequest.parseFrom(body);
            } catch (InvalidProtocolBufferException e) {
                throw new BadRequestException(400, "no ExportMetricsServiceRequest: " + e.getMessage());
            }
        }

        @Override
        Answer answer(Rejections rejections) {
            ExportMetricsServiceResponse.Builder response = ExportMetricsServiceResponse.newBuilder();
            if (rejections.count() > 0) {
                response.setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                        .setRejectedDataPoints(rejections.count())
                        .setErrorMessage(String.join("; ", rejections.reasons())));
            }
            return new Answer(200, Answer.PROTOBUF_TYPE, response.build().toByteString());
        }
    },

    JSON {
        @Override
        ExportMetricsServiceRequest request(byte[] body) throws BadRequestException {
            try {
                ExportMetricsServiceRequest.Builder builder = ExportMetricsServiceRequest.newBuilder();
                OtlpJson.merge(MAPPER.readTree(body), builder);
                return builder.build();
            } catch (IOException | IllegalArgumentException e) {
                throw new BadRequestException(400, "no ExportMetricsServiceRequest in JSON: " + e.getMessage());
            }
        }

        @Override
        Answer answer(Rejections rejections) {
            Map<String, Object> partial = Map.of(
                    "rejectedDataPoints", Long.toString(rejections.count()),
                    "errorMessage", String.join("; ", rejections.reasons()));
            return Answer.json(200, rejections.count() == 0 ? Map.of() : Map.of("partialSuccess", partial));
        }
    };

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** @param contentType of the request; null if it has none */
    static OtlpFormat of(String contentType) throws BadRequestException {
        String type =
                contentType == null ? "" : contentType.replaceAll(";.*", "").strip();
        return switch (type) {
            case Answer.JSON_TYPE -> JSON;
            case Answer.PROTOBUF_TYPE -> PROTOBUF;
            default ->
                throw new BadRequestException(
                        415, "Content-Type must be " + Answer.PROTOBUF_TYPE + " or " + Answer.JSON_TYPE);
        };
    }

    /** @throws BadRequestException if it is none */
    abstract ExportMetricsServiceRequest request(byte[] body) throws BadRequestException;

    /** A success, whole or partial. */
    abstract Answer answer(Rejections rejections);
}
