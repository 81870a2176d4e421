// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the heads of the answers on one connection.
 *
 * <p>Servers say much the same each time. What a line meant is remembered, and while the line at the same place of the
 * next head is the same, character for character, it is neither parsed nor held in memory again. HttpCore finds the
 * ends of lines and parses those that are new.
 */
final class HeadParser implements HttpMessageParser<ClassicHttpResponse> {

    private final Http1Config config;
    private final KnownLine<StatusLine> status = new KnownLine<>(BasicLineParser.INSTANCE::parseStatusLine);
    private final List<KnownLine<Header>> fields = new ArrayList<>(6);
    // The line being read, and the last field, which is not complete until the next line turns out to be no part of it.
    private CharArrayBuffer line = new CharArrayBuffer(64);
    private CharArrayBuffer field = new CharArrayBuffer(64);
    private @Nullable SessionInputBuffer buffer;

    HeadParser(Http1Config config) {
        this.config = config;
    }

    /** Tells whether bytes follow the answer that was read; HttpCore shows its buffer nowhere else. */
    boolean hasLeftover() {
        SessionInputBuffer seen = buffer;
        return seen != null && seen.length() > 0;
    }

    @Override
    public @Nullable ClassicHttpResponse parse(SessionInputBuffer from, InputStream stream)
            throws IOException, HttpException {
        buffer = from;
        StatusLine first = statusLine(from, stream);
        if (first == null) {
            return null;
        }
        BasicClassicHttpResponse head = new BasicClassicHttpResponse(first.getStatusCode(), first.getReasonPhrase());
        head.setVersion(first.getProtocolVersion());
        addFields(head, from, stream);
        return head;
    }

    private @Nullable StatusLine statusLine(SessionInputBuffer from, InputStream stream)
            throws IOException, HttpException {
        for (int empty = 0; empty < config.getMaxEmptyLineCount(); empty++) {
            line.clear();
            if (from.readLine(line, stream) == -1) {
                return null;
            }
            if (!line.isEmpty()) {
                return status.value(line);
            }
        }
        throw new MessageConstraintException("Maximum empty line limit exceeded");
    }

    private void addFields(BasicClassicHttpResponse head, SessionInputBuffer from, InputStream stream)
            throws IOException, HttpException {
        int count = 0;
        line.clear();
        while (from.readLine(line, stream) != -1 && !line.isEmpty()) {
            if (count > 0 && isBlank(line.charAt(0))) {
                unfold();
            } else {
                if (count > 0) {
                    head.addHeader(known(count - 1).value(field));
                }
                if (++count >= config.getMaxHeaderCount()) {
                    throw new MessageConstraintException("Maximum header count exceeded");
                }
                CharArrayBuffer free = field;
                field = line;
                line = free;
            }
            line.clear();
        }
        if (count > 0) {
            head.addHeader(known(count - 1).value(field));
        }
    }

    /** RFC 9112, section 5.2: a line that begins with a blank goes on with the value of the one before it. */
    private void unfold() throws MessageConstraintException {
        int from = 0;
        while (from < line.length() && isBlank(line.charAt(from))) {
            from++;
        }
        if (field.length() + 1 + line.length() - from > config.getMaxLineLength()) {
            throw new MessageConstraintException("Maximum line length limit exceeded");
        }
        field.append(' ');
        field.append(line, from, line.length() - from);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private KnownLine<Header> known(int place) {
        if (place == fields.size()) {
            fields.add(new KnownLine<>(BasicLineParser.INSTANCE::parseHeader));
        }
        return fields.get(place);
    }
}
