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
import org.apache.hc.core5.http.ParseException;
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
 * <p>Heads of a server are mostly alike. The parsed form of a line is kept, and if the line at the same place of the
 * next head is the same, character for character, it is neither parsed nor stored again. HttpCore finds the ends of
 * lines and parses those that are new.
 */
final class HeadParser implements HttpMessageParser<ClassicHttpResponse> {

    // Each connection keeps its own lines.
    private static final int MOST_KNOWN = 100;

    private final Http1Config config;
    private final KnownLine<StatusLine> status = new KnownLine<>(HeadParser::status);
    private final List<KnownLine<Header>> fields = new ArrayList<>(6);
    // The line being read, and the last field, which is only complete when the next line does not continue it.
    private CharArrayBuffer line = new CharArrayBuffer(64);
    private CharArrayBuffer field = new CharArrayBuffer(64);
    private @Nullable SessionInputBuffer buffer;

    HeadParser(Http1Config config) {
        this.config = config;
    }

    /** Returns whether bytes follow the answer that was read; HttpCore shows its buffer nowhere else. */
    boolean hasLeftover() {
        SessionInputBuffer seen = buffer;
        return seen != null && seen.length() > 0;
    }

    @Override
    public @Nullable ClassicHttpResponse parse(SessionInputBuffer from, InputStream stream)
            throws IOException, HttpException {
        buffer = from;
        try {
            return head(from, stream);
        } catch (HeadLimits.Passed e) {
            throw e;
        } catch (MessageConstraintException e) { // HttpCore checks the length of lines
            throw new HeadLimits.Passed(HeadLimits.TOO_LONG_LINE);
        }
    }

    private @Nullable ClassicHttpResponse head(SessionInputBuffer from, InputStream stream)
            throws IOException, HttpException {
        StatusLine first = statusLine(from, stream);
        if (first == null) {
            return null;
        }
        if (first.getStatusCode() < 100) {
            throw new ParseException("Status below 100");
        }
        BasicClassicHttpResponse head = new BasicClassicHttpResponse(first.getStatusCode(), first.getReasonPhrase());
        head.setVersion(first.getProtocolVersion());
        addFields(head, from, stream);
        return head;
    }

    private @Nullable StatusLine statusLine(SessionInputBuffer from, InputStream stream)
            throws IOException, HttpException {
        for (int empty = 0; empty <= config.getMaxEmptyLineCount(); empty++) {
            line.clear();
            if (from.readLine(line, stream) == -1) {
                return null;
            }
            if (!line.isEmpty()) {
                return status.value(line);
            }
        }
        throw new HeadLimits.Passed(HeadLimits.TOO_MANY_EMPTY_LINES);
    }

    private void addFields(BasicClassicHttpResponse head, SessionInputBuffer from, InputStream stream)
            throws IOException, HttpException {
        int count = 0;
        int bytes = 0;
        line.clear();
        while (from.readLine(line, stream) != -1 && !line.isEmpty()) {
            bytes += line.length();
            if (bytes > HeadLimits.BYTES) {
                throw new HeadLimits.Passed(HeadLimits.TOO_MANY_BYTES);
            }
            if (count > 0 && isBlank(line.charAt(0))) {
                unfold();
            } else {
                if (count > 0) {
                    head.addHeader(header(count - 1));
                }
                if (++count >= config.getMaxHeaderCount()) {
                    throw new HeadLimits.Passed(HeadLimits.TOO_MANY_FIELDS);
                }
                CharArrayBuffer free = field;
                field = line;
                line = free;
            }
            line.clear();
        }
        if (count > 0) {
            head.addHeader(header(count - 1));
        }
    }

    /** RFC 9112, section 5.2: a line that begins with a blank continues the value of the one before it. */
    private void unfold() throws MessageConstraintException {
        int from = 0;
        while (from < line.length() && isBlank(line.charAt(from))) {
            from++;
        }
        if (field.length() + 1 + line.length() - from > config.getMaxLineLength()) {
            throw new HeadLimits.Passed(HeadLimits.TOO_LONG_LINE);
        }
        field.append(' ');
        field.append(line, from, line.length() - from);
    }

    // HttpCore accepts blanks before a line and control characters in names, which other implementations may read
    // differently.
    private static StatusLine status(CharArrayBuffer line) throws ParseException {
        checkBegin(line);
        return BasicLineParser.INSTANCE.parseStatusLine(line);
    }

    private static Header field(CharArrayBuffer line) throws ParseException {
        checkBegin(line);
        Header parsed = BasicLineParser.INSTANCE.parseHeader(line);
        String name = parsed.getName();
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < ' ' || name.charAt(i) == 0x7f) {
                throw new ParseException("Control character in a name");
            }
        }
        return parsed;
    }

    private static void checkBegin(CharArrayBuffer line) throws ParseException {
        if (isBlank(line.charAt(0))) {
            throw new ParseException("Blank before a line");
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private Header header(int place) throws ParseException {
        if (place >= MOST_KNOWN) {
            return field(field);
        }
        if (place == fields.size()) {
            fields.add(new KnownLine<>(HeadParser::field));
        }
        return fields.get(place).value(field);
    }
}
