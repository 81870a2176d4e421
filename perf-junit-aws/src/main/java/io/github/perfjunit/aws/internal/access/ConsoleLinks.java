// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.regions.Region;

/** Addresses of pages of the console, in the partition of their region. No account is part of them. */
public final class ConsoleLinks {

    private ConsoleLinks() {}

    /** Returns the page of the metrics of a namespace. */
    public static String metrics(String region, String namespace) {
        return "https://" + region + ".console." + domain(region) + "/cloudwatch/home?region=" + region
                + "#metricsV2:graph=~();namespace=" + encoded(namespace);
    }

    /** China and the government of the USA have consoles of their own. */
    private static String domain(String region) {
        return switch (Region.of(region).metadata().partition().id()) {
            case "aws-cn" -> "amazonaws.cn";
            case "aws-us-gov" -> "amazonaws-us-gov.com";
            default -> "aws.amazon.com";
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
