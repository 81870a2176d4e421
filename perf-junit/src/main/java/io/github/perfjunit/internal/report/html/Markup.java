// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.html;

import io.github.perfjunit.internal.report.text.PlainText;
import java.util.List;

/** Writes HTML and SVG; text and values of attributes may be of any origin. Not thread-safe. */
final class Markup {

    private static final int LONGEST_TEXT = 2_000;

    private final StringBuilder out = new StringBuilder();

    /** Opens an element; attributes are pairs of name and value. */
    Markup open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        return this;
    }

    Markup close(String tag) {
        out.append("</").append(tag).append('>');
        return this;
    }

    /** Closes an element that ends a block, for a source with lines. */
    Markup closeBlock(String tag) {
        close(tag);
        out.append('\n');
        return this;
    }

    Markup text(String text) {
        escape(text);
        return this;
    }

    Markup element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /** Writes an element without content whose attributes, of our own making, may be long. */
    void shape(String tag, List<String> attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.size(); i += 2) {
            out.append(' ')
                    .append(attributes.get(i))
                    .append("=\"")
                    .append(attributes.get(i + 1))
                    .append('"');
        }
        out.append("/>");
    }

    /** Adds markup that is safe already. */
    Markup raw(String markup) {
        out.append(markup);
        return this;
    }

    Markup add(Markup other) {
        out.append(other.out);
        return this;
    }

    int length() {
        return out.length();
    }

    private void escape(String text) {
        String plain = PlainText.of(text, LONGEST_TEXT);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
