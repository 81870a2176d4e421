// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.perfjunit.spi.RunStore;
import io.github.perfjunit.spi.SecretNames;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of a run, so that it can be evaluated again.
 *
 * @param test JUnit's unique id
 * @param tasks how many there were
 * @param settings keys and values of the test, without secret ones
 */
record RunRecord(String test, int tasks, Map<String, String> settings) {

    private static final String KEY = "run";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static RunRecord of(String test, int tasks, Map<String, String> settings) {
        Map<String, String> shown = new TreeMap<>(settings);
        shown.keySet().removeIf(SecretNames::isSecret);
        return new RunRecord(test, tasks, shown);
    }

    void write(RunStore run) throws IOException {
        run.put(KEY, MAPPER.writeValueAsBytes(this));
    }

    static RunRecord read(RunStore run, String id) throws IOException {
        byte[] bytes = run.get(KEY);
        if (bytes == null) {
            throw new IOException("there is no run " + id + " in this bucket; it may have expired");
        }
        try {
            return MAPPER.readValue(bytes, RunRecord.class);
        } catch (JsonProcessingException e) {
            throw new IOException("the record of run " + id + " is damaged: " + e.getOriginalMessage(), e);
        }
    }
}
