// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.console;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** The symbols of console output. */
public enum Glyphs {
    /** For every console. */
    ASCII("-", "-", "PASS", "FAIL", ".:-=+*#%"),
    /** For consoles whose character set has them. */
    UNICODE("─", "·", "✓", "✗", "▁▂▃▄▅▆▇█");

    private final String rule;
    private final String dot;
    private final String pass;
    private final String fail;
    private final String bars;

    Glyphs(String rule, String dot, String pass, String fail, String bars) {
        this.rule = rule;
        this.dot = dot;
        this.pass = pass;
        this.fail = fail;
        this.bars = bars;
    }

    /**
     * Returns the richest glyphs that a character set can express.
     *
     * @param charset character set of the console
     * @return the glyphs
     */
    public static Glyphs of(Charset charset) {
        String all = UNICODE.rule + UNICODE.dot + UNICODE.pass + UNICODE.fail + UNICODE.bars;
        return charset.canEncode() && charset.newEncoder().canEncode(all) ? UNICODE : ASCII;
    }

    /**
     * Returns the glyphs for {@code System.out}, which prints a question mark for characters it cannot encode.
     *
     * @return the glyphs
     */
    public static Glyphs ofStdout() {
        // The first property exists since Java 19, the second in Java 17; both may be absent.
        for (String key : new String[] {"stdout.encoding", "sun.stdout.encoding"}) {
            String name = System.getProperty(key, "");
            if (!name.isEmpty()) {
                return of(named(name));
            }
        }
        return of(Charset.defaultCharset());
    }

    private static Charset named(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.US_ASCII; // unknown to Java: assume the least
        }
    }

    String rule() {
        return rule;
    }

    String dot() {
        return dot;
    }

    String mark(boolean passed) {
        return passed ? pass : fail;
    }

    /** Draws values as bars, the largest at full height. */
    String bars(double[] values) {
        double top = 0;
        for (double value : values) {
            top = Math.max(top, value);
        }
        StringBuilder drawn = new StringBuilder();
        for (double value : values) {
            int height = top == 0 ? 0 : (int) Math.round(value / top * (bars.length() - 1));
            drawn.append(bars.charAt(height));
        }
        return drawn.toString();
    }
}
