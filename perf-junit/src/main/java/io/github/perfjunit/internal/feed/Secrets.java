// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.spi.SecretNames;
import java.util.Map;

/** Decides whether a part of a record may be a secret, which messages must not show. */
final class Secrets {

    private static final int WINDOW = 1_000;
    private static final int OVERLAP = 100;

    private Secrets() {}

    /** Returns whether a field of a record, at any depth, has the name of a secret. */
    static boolean in(JsonNode record) {
        if (record.isObject()) {
            for (Map.Entry<String, JsonNode> field : record.properties()) {
                if (SecretNames.isSecret(field.getKey()) || in(field.getValue())) {
                    return true;
                }
            }
        }
        if (record.isArray()) {
            for (JsonNode element : record) {
                if (in(element)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns whether a line that could not be parsed contains such a name. */
    static boolean in(String line) {
        for (int from = 0; from < line.length(); from += WINDOW - OVERLAP) {
            if (SecretNames.isSecret(line.substring(from, Math.min(line.length(), from + WINDOW)))) {
                return true;
            }
        }
        return false;
    }
}
