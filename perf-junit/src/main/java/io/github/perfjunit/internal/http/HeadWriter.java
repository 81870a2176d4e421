// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.HttpMessageWriter;
import org.apache.hc.core5.http.io.SessionOutputBuffer;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicLineFormatter;
import org.apache.hc.core5.util.CharArrayBuffer;

/** Writes the heads of the requests on one connection; fields that all of them contain are encoded in advance. */
final class HeadWriter implements HttpMessageWriter<ClassicHttpRequest> {

    private final CharArrayBuffer line = new CharArrayBuffer(128);

    @Override
    public void write(ClassicHttpRequest request, SessionOutputBuffer buffer, OutputStream stream) throws IOException {
        line.clear();
        line.append(request.getMethod());
        line.append(' ');
        line.append(request.getRequestUri());
        line.append(" HTTP/1.1");
        buffer.writeLine(line, stream);
        for (Iterator<Header> fields = request.headerIterator(); fields.hasNext(); ) {
            Header field = fields.next();
            if (field instanceof Encoded encoded) {
                buffer.write(encoded.bytes, stream);
            } else {
                line.clear();
                BasicLineFormatter.INSTANCE.formatHeader(line, field);
                buffer.writeLine(line, stream);
            }
        }
        line.clear();
        buffer.writeLine(line, stream);
    }

    /** A field that is the same in many requests; it is sent byte for byte. */
    @SuppressWarnings("serial") // never serialized
    static final class Encoded extends BasicHeader {

        private final byte[] bytes;

        Encoded(String name, String value) {
            super(name, value);
            bytes = (name + ": " + value + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
