// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.json;

import io.github.perfjunit.metrics.LoadData;

/** {@link LoadData} as one line of JSON without loss, as workers send it to whoever adds up their shares. */
public final class LoadDataJson {

    private LoadDataJson() {}

    /**
     * Writes it.
     *
     * @param value what to write
     * @return JSON without line breaks
     */
    public static String write(LoadData value) {
        return Lossless.write(value);
    }

    /**
     * Reads what {@link #write(LoadData)} wrote, here or in another version of this library.
     *
     * @param json the text
     * @return an equal value
     * @throws IllegalArgumentException if the text is not such JSON
     */
    public static LoadData read(String json) {
        return Lossless.read(json, LoadData.class);
    }
}
