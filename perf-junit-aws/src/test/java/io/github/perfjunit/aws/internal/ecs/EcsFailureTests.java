// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;

class EcsFailureTests {

    private static EcsException answer(int status, String code) {
        return (EcsException) EcsException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("no")
                        .build())
                .build();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RunTask   | AccessDeniedException    | with AccessDeniedException: no. Hint: allow ecs:RunTask on the task definition, ecs:TagResource, and iam:PassRole on its two roles
            StopTask  | AccessDeniedException    | with AccessDeniedException: no. Hint: allow ecs:StopTask
            ListTasks | ClusterNotFoundException | with ClusterNotFoundException: no. Hint: check perf.aws.cluster and perf.aws.region
            ListTasks | ServerException          | with ServerException: no
            """)
    void of_refusal_saysWhatToDo(String operation, String code, String words) {
        assertThat(EcsFailure.of(operation, answer(400, code))).hasMessage("ECS answered " + operation + " " + words);
    }

    @Test
    void of_answerWithoutWords_tellsItsStatus() {
        EcsException bare =
                (EcsException) EcsException.builder().statusCode(503).build();

        assertThat(EcsFailure.of("RunTask", bare)).hasMessage("ECS answered RunTask with 503: ");
        assertThat(EcsFailure.code(bare)).isEmpty();
        assertThat(EcsFailure.isThrottle(bare)).isFalse();
    }

    @Test
    void of_noAnswer_saysSo() {
        assertThat(EcsFailure.of("RunTask", SdkClientException.create("connection refused")))
                .hasMessage("ECS gave no answer to RunTask: connection refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingException", "Throttling", "RequestLimitExceeded"})
    void isThrottle_refusalThatMayPass_isOne(String code) {
        assertThat(EcsFailure.isThrottle(answer(400, code))).isTrue();
        assertThat(EcsFailure.isThrottle(answer(400, "ClientException"))).isFalse();
    }

    @Test
    void isUnknown_onlyIfTheTaskMayHaveBeenStarted() {
        assertThat(EcsFailure.isUnknown(SdkClientException.create("timeout"))).isTrue();
        assertThat(EcsFailure.isUnknown(answer(500, "ServerException"))).isTrue();
        assertThat(EcsFailure.isUnknown(answer(400, "ClientException"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Capacity is unavailable at this time., true",
        "RESOURCE:ENI, true",
        "AGENT, true",
        "MISSING, false",
        ", false"
    })
    void isCapacity_reasonsThatMayBeGoneInAWhile(String reason, boolean capacity) {
        assertThat(EcsFailure.isCapacity(Failure.builder().reason(reason).build()))
                .isEqualTo(capacity);
    }
}
