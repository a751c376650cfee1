package io.plumbline.producers.receive;

import com.sun.net.httpserver.HttpExchange;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a request, unpacked, up to a limit: what unpacks to more is not unpacked to its end. */
final class RequestBody {
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED = 415;

    private RequestBody() {}

    static byte[] read(HttpExchange exchange, int limit) throws IOException, BadRequestException {
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        if (encoding != null && !encoding.equals("gzip") && !encoding.equals("identity")) {
            throw new BadRequestException(UNSUPPORTED, "Content-Encoding must be gzip or identity, was " + encoding);
        }
        try (InputStream body = unpacked(exchange.getRequestBody(), "gzip".equals(encoding))) {
            byte[] bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new BadRequestException(TOO_LARGE, "a request may have " + limit + " bytes, unpacked");
            }
            if (encoding == null && bytes.length < length(exchange)) {
                throw new EOFException("the sender went away in the middle of a request");
            }
            return bytes;
        } catch (ZipException e) {
            throw new BadRequestException(400, "the body is no gzip: " + e.getMessage());
        }
    }

    /** 0 where the request does not say it: its end is then in its body. */
    private static long length(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Content-Length");
        return given == null ? 0 : Long.parseLong(given.strip());
    }

    private static InputStream unpacked(InputStream body, boolean isPacked) throws IOException {
        return isPacked ? new GZIPInputStream(body) : body;
    }
}
