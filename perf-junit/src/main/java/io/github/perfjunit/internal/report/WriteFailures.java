// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sentences about failed writes, each of them once, in order. Thread-safe. */
final class WriteFailures {

    private final Set<String> sentences = new LinkedHashSet<>();

    synchronized void add(String sentence) {
        sentences.add(sentence);
    }

    synchronized List<String> all() {
        return List.copyOf(sentences);
    }
}
