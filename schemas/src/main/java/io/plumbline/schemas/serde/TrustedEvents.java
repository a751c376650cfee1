package io.plumbline.schemas.serde;

import io.plumbline.schemas.event.MeasurementBatch;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes.LogicalTypeFactory;
import org.apache.avro.Schema;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Lets Avro load our generated classes. Since 1.12.2 it loads none by itself, not even for the default value of an enum
 * in a builder, and the usual remedy is a system property of the whole JVM. This trusts exactly one package, and leaves
 * whatever else is trusted as it was.
 *
 * <p>It is registered as a logical type factory, although it knows no type, because Avro loads those before it parses
 * its first schema: no generated class can be used earlier.
 */
public final class TrustedEvents implements LogicalTypeFactory {
    private static final String EVENTS = MeasurementBatch.class.getPackageName();

    /** For the service loader. */
    public TrustedEvents() {
        install();
    }

    /** Adds our events to what Avro trusts, unless they are there. */
    static synchronized void install() {
        ClassSecurityPredicate current = ClassSecurityValidator.getGlobal();
        if (!current.isTrusted(MeasurementBatch.class)) {
            ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                    current, type -> type.getPackageName().equals(EVENTS)));
        }
    }

    @Override
    public String getTypeName() {
        return "plumbline-trust";
    }

    @Override
    public LogicalType fromSchema(Schema schema) {
        return null; // by contract: no logical type
    }
}
