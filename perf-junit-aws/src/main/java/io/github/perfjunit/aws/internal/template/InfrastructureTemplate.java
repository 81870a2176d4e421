// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The template, which is a resource of this module. */
public final class InfrastructureTemplate {

    private static final String RESOURCE = "/io/github/perfjunit/aws/perf-junit-aws.yaml";

    private InfrastructureTemplate() {}

    /** Returns the template as YAML, to be given to CloudFormation as it is. */
    public static String text() {
        try (InputStream in = InfrastructureTemplate.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the artifact perf-junit-aws");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
