package io.plumbline.producers.importer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** JMeter's XML: an element for each sample. Samples inside a sample are its parts; they would count it again. */
final class JmeterXml {
    private static final JmeterSample.Names NAMES = new JmeterSample.Names("ts", "t", "s", "by", "sby");
    private static final Set<String> SAMPLES = Set.of("httpSample", "sample");

    private JmeterXml() {}

    static void read(InputStream file, JmeterSample.Taker taker, ImportTarget target) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false); // nor anything from outside the file
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            read(factory.createXMLStreamReader(file), taker, target);
        } catch (XMLStreamException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
            target.refuse(line, new BadValueException("", "no XML from here on: " + e.getMessage()));
        }
    }

    private static void read(XMLStreamReader xml, JmeterSample.Taker taker, ImportTarget target)
            throws XMLStreamException {
        int depth = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && SAMPLES.contains(xml.getLocalName())) {
                if (depth++ == 0) {
                    take(xml, taker, target);
                } else {
                    target.skip("sample inside a sample");
                }
            } else if (event == XMLStreamConstants.END_ELEMENT && SAMPLES.contains(xml.getLocalName())) {
                depth--;
            }
        }
    }

    private static void take(XMLStreamReader xml, JmeterSample.Taker taker, ImportTarget target) {
        try {
            taker.take(new JmeterSample(
                    NAMES,
                    required(xml, NAMES.timeStamp()),
                    required(xml, NAMES.elapsed()),
                    required(xml, "lb"),
                    optional(xml, "rc"),
                    optional(xml, "rm"),
                    required(xml, NAMES.success()),
                    optional(xml, NAMES.received()),
                    optional(xml, NAMES.sent())));
        } catch (BadValueException e) {
            target.refuse(xml.getLocation().getLineNumber(), e);
        }
    }

    private static String optional(XMLStreamReader xml, String attribute) {
        String value = xml.getAttributeValue(null, attribute);
        return value == null ? "" : value;
    }

    private static String required(XMLStreamReader xml, String attribute) throws BadValueException {
        String value = optional(xml, attribute);
        if (value.isEmpty()) {
            throw new BadValueException(attribute, "is missing");
        }
        return value;
    }
}
