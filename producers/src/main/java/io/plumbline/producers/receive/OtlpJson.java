package io.plumbline.producers.receive;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Map;

/**
 * OTLP's JSON, which is protobuf's with numbers for enums and hexadecimal ids: fields by their JSON names, 64-bit numbers
 * as text, unknown fields ignored. Ids are left out: nothing here needs them.
 */
final class OtlpJson {
    private OtlpJson() {}

    /** @throws IllegalArgumentException naming the field that cannot be read */
    static void merge(JsonNode json, Message.Builder builder) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("an object is needed, not " + json.getNodeType());
        }
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            FieldDescriptor field = builder.getDescriptorForType().getFields().stream()
                    .filter(f -> f.getJsonName().equals(entry.getKey())
                            || f.getName().equals(entry.getKey()))
                    .findFirst()
                    .orElse(null);
            if (field != null && !entry.getValue().isNull()) {
                set(field, entry.getValue(), builder);
            }
        }
    }

    private static void set(FieldDescriptor field, JsonNode json, Message.Builder builder) {
        try {
            if (field.isRepeated()) {
                if (!json.isArray()) {
                    throw new IllegalArgumentException("an array is needed");
                }
                for (JsonNode element : json) {
                    builder.addRepeatedField(field, value(field, element, builder));
                }
            } else {
                builder.setField(field, value(field, json, builder));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field.getJsonName() + ": " + e.getMessage(), e);
        }
    }

    private static Object value(FieldDescriptor field, JsonNode json, Message.Builder builder) {
        return switch (field.getJavaType()) {
            case INT -> Integer.parseInt(json.asText());
            case LONG -> isUnsigned(field) ? Long.parseUnsignedLong(json.asText()) : Long.parseLong(json.asText());
            case FLOAT -> Float.parseFloat(json.asText());
            case DOUBLE -> Double.parseDouble(json.asText());
            case BOOLEAN -> json.asBoolean();
            case STRING -> json.asText();
            case BYTE_STRING -> ByteString.EMPTY;
            case ENUM -> enumValue(field, json);
            case MESSAGE -> {
                Message.Builder nested = builder.newBuilderForField(field);
                merge(json, nested);
                yield nested.build();
            }
        };
    }

    private static boolean isUnsigned(FieldDescriptor field) {
        return field.getType() == FieldDescriptor.Type.FIXED64 || field.getType() == FieldDescriptor.Type.UINT64;
    }

    private static EnumValueDescriptor enumValue(FieldDescriptor field, JsonNode json) {
        EnumValueDescriptor value = json.isIntegralNumber()
                ? field.getEnumType().findValueByNumber(json.asInt())
                : field.getEnumType().findValueByName(json.asText());
        if (value == null) {
            throw new IllegalArgumentException("'" + json.asText() + "' is none of its values");
        }
        return value;
    }
}
