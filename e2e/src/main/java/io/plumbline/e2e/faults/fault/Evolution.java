package io.plumbline.e2e.faults.fault;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Schemas that other releases could have, and records as those would write them. */
final class Evolution {
    private Evolution() {}

    /** Without a field that came later. */
    static Schema older(Schema schema, String field) {
        return with(
                schema,
                schema.getFields().stream()
                        .filter(one -> !one.name().equals(field))
                        .map(Evolution::copy)
                        .toList());
    }

    /** With a field that nobody here knows. */
    static Schema newer(Schema schema) {
        List<Field> fields =
                new ArrayList<>(schema.getFields().stream().map(Evolution::copy).toList());
        fields.add(new Field("addedLater", Schema.create(Schema.Type.STRING), "Of a later release.", "unset"));
        return with(schema, fields);
    }

    /** The record as a writer with {@code theirs} frames it. */
    static byte[] framed(SpecificRecord value, Schema ours, Schema theirs, int id) throws IOException {
        GenericRecord converted = new GenericDatumReader<GenericRecord>(ours, theirs)
                .read(null, DecoderFactory.get().binaryDecoder(encoded(value, ours), null));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(0);
        out.writeInt(id);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(theirs).write(converted, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static byte[] encoded(SpecificRecord value, Schema schema) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<SpecificRecord>(schema).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static Field copy(Field field) {
        return new Field(field, field.schema());
    }

    private static Schema with(Schema schema, List<Field> fields) {
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }
}
