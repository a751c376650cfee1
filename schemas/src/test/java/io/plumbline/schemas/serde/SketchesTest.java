package io.plumbline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.Golden;
import io.plumbline.schemas.event.SketchData;
import io.plumbline.sketch.Sketch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

class SketchesTest {
    /** The worked example of docs/formats.md. */
    private static final double[] EXAMPLE = {.25, 1, 1.0078125, 1.015625};

    @Test
    void theBytesAreThoseOfTheDocument() throws IOException {
        Golden.check("sketch.hex", Golden.hex(bytes(Sketches.toData(sketchOf(EXAMPLE)))));
    }

    @Test
    void comesBackAsItWas() {
        for (Sketch sketch : new Sketch[] {new Sketch(), sketchOf(0), sketchOf(EXAMPLE), sketchOf(1, 9e18, 9e18)}) {
            assertThat(Sketches.fromData(Sketches.toData(sketch))).isEqualTo(sketch);
        }
    }

    @Test
    void anotherSchemeIsRefusedByName() {
        SketchData data = Sketches.toData(sketchOf(EXAMPLE));
        data.setScheme(7);

        assertThatThrownBy(() -> Sketches.fromData(data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scheme 7");
    }

    @Test
    void aCountThatItsBucketsDoNotHoldIsRefused() {
        SketchData data = Sketches.toData(sketchOf(EXAMPLE));
        data.setCount(3);

        assertThatThrownBy(() -> Sketches.fromData(data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("says count 3 but its buckets hold 4");
    }

    private static byte[] bytes(SketchData data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new SpecificDatumWriter<>(SketchData.class).write(data, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static Sketch sketchOf(double... values) {
        Sketch sketch = new Sketch();
        for (double value : values) {
            sketch.record(value);
        }
        return sketch;
    }
}
