package io.plumbline.schemas.registry;

import org.apache.avro.Schema;

/**
 * One version of a subject.
 *
 * @param version counts up from 1 within the subject
 * @param id the schema's id, the same in every subject that has it
 */
public record RegisteredSchema(String subject, int version, int id, Schema schema) {}
