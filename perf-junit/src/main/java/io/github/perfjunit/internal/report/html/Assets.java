// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The parts of the page that are files in the jar. */
final class Assets {

    private static final String FOLDER = "/io/github/perfjunit/report/";

    private Assets() {}

    /** Returns the chart library, which cannot end the element that it stands in. */
    static String library() {
        return text("echarts/echarts.min.js").replace("</script", "<\\/script");
    }

    static String script() {
        return text("report.js");
    }

    static String style() {
        return text("report.css");
    }

    private static String text(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IOException("there is no " + FOLDER + name + " in the jar of perf-junit");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
