// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cloudwatch;

import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** A call that failed, in words that name no account: messages of AWS have the ARN of who asked. */
final class CloudWatchFailure extends IOException {

    private static final long serialVersionUID = 1;
    private static final int FORBIDDEN = 403;

    private CloudWatchFailure(String message, SdkException cause) {
        super(message, null);
        setStackTrace(cause.getStackTrace());
    }

    static CloudWatchFailure of(String action, SdkException thrown) {
        if (thrown instanceof AwsServiceException answer) {
            String code = answer.awsErrorDetails() == null
                    ? "no error code"
                    : String.valueOf(answer.awsErrorDetails().errorCode());
            String hint = answer.statusCode() == FORBIDDEN || code.contains("AccessDenied")
                    ? "; the credentials must be valid and have the right cloudwatch:" + action
                    : "";
            return new CloudWatchFailure(
                    "CloudWatch answered " + action + " with status " + answer.statusCode() + ", " + code + hint,
                    thrown);
        }
        return new CloudWatchFailure(
                "CloudWatch was not asked, or gave no answer to " + action + ": " + thrown.getMessage(), thrown);
    }
}
