// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

/** Says what is wrong with a script, and where. */
final class BadScriptException extends Exception {

    private static final long serialVersionUID = 1;

    private final int line;

    BadScriptException(int line, String sentence) {
        super(sentence);
        this.line = line;
    }

    int line() {
        return line;
    }
}
