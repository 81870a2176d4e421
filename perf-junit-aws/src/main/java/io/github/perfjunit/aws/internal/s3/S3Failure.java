// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.s3;

import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What S3 refuses, in words that say what to do. */
final class S3Failure {

    private static final Map<String, String> RIGHTS =
            Map.of("get", "s3:GetObject", "put", "s3:PutObject", "list", "s3:ListBucket");

    private S3Failure() {}

    /**
     * Makes an exception.
     *
     * @param action {@code get}, {@code put} or {@code list}
     * @param where the address of what was asked for
     */
    static IOException of(String action, String where, SdkException cause) {
        if (cause instanceof S3Exception answer) {
            return new IOException(words(action, where, answer), cause);
        }
        return new IOException("S3 gave no answer to " + action + " " + where + ": " + cause.getMessage(), cause);
    }

    private static String words(String action, String where, S3Exception answer) {
        String code = answer.awsErrorDetails() == null
                ? ""
                : String.valueOf(answer.awsErrorDetails().errorCode());
        String said = "S3 answered " + answer.statusCode() + (code.isEmpty() || code.equals("null") ? "" : " " + code)
                + " to " + action + " " + where;
        return switch (answer.statusCode()) {
            case 403 ->
                said + ": the credentials lack " + RIGHTS.get(action)
                        + (action.equals("get")
                                ? ", or s3:ListBucket, without which S3 answers 403 instead of 404 if there is no such object"
                                : "")
                        + ". Hint: allow it for the bucket and this prefix";
            case 404 -> said + ": there is no such bucket. Hint: check perf.aws.bucket";
            case 301, 307, 400 -> said + ". Hint: check that perf.aws.region is the region of the bucket";
            default -> said;
        };
    }
}
