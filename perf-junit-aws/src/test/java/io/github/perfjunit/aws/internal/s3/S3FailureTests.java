// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3FailureTests {

    private static final String PLACE = "s3://loads/runs/1/start";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            get | 403 | : the credentials lack s3:GetObject, or s3:ListBucket, without which S3 answers 403 instead of 404 if there is no such object. Hint: allow it for the bucket and this prefix
            put | 403 | : the credentials lack s3:PutObject. Hint: allow it for the bucket and this prefix
            get | 404 | : there is no such bucket. Hint: check perf.aws.bucket
            put | 301 | . Hint: check that perf.aws.region is the region of the bucket
            put | 307 | . Hint: check that perf.aws.region is the region of the bucket
            put | 500 | ''
            """)
    void of_answer_saysWhatToDo(String action, int status, String words) {
        S3Exception answer =
                (S3Exception) S3Exception.builder().statusCode(status).build();

        assertThat(S3Failure.of(action, PLACE, answer))
                .hasMessage("S3 answered " + status + " to " + action + " " + PLACE + words);
    }

    @Test
    void of_noAnswer_saysSo() {
        assertThat(S3Failure.of("put", PLACE, SdkClientException.create("connection refused")))
                .hasMessage("S3 gave no answer to put " + PLACE + ": connection refused");
    }
}
