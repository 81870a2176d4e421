// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InfrastructureTemplateTests {

    private static final String TEXT = InfrastructureTemplate.text();
    private static final CloudTemplate TEMPLATE = CloudTemplate.of(TEXT);

    /** Actions for which the service authorization reference knows no resource, or where the condition is all there is. */
    private static final Set<String> WITHOUT_RESOURCE = Set.of(
            "ecr:GetAuthorizationToken", "cloudwatch:GetMetricData", "cloudwatch:PutMetricData", "ecs:ListTasks");

    @Test
    void namesFunctionsAndConditionsAreRight() {
        assertThat(TemplateCheck.mistakes(TEMPLATE)).isEmpty();
        assertThat(TEMPLATE.section("Resources")).hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CidrBlock: !Ref VpcCidr        | CidrBlok: !Ref VpcCidr          | Vpc: AWS::EC2::VPC has no property CidrBlok
            Type: AWS::Logs::LogGroup      | Type: AWS::Logs::Group          | LogGroup: the type AWS::Logs::Group is not in the table
            !GetAtt TaskRole.Arn           | !GetAtt TaskRolle.Arn           | TaskDefinition.TaskRoleArn: there is no TaskRolle
            !GetAtt LogGroup.Arn           | !GetAtt LogGroup.Name           | AWS::Logs::LogGroup has no attribute Name
            ${Bucket.Arn}/runs/*           | {Bucket.Arn}/runs/*             | Fn::Sub replaces nothing in {Bucket.Arn}/runs/*
            Condition: IsPrivate           | Condition: IsSecret             | there is no condition IsSecret
            AllocationId: !GetAtt Address1.AllocationId | Tags: []           | Nat1: AWS::EC2::NatGateway has no property Tags
            Value: !Ref Namespace          | Value: !Ref PrivateSubnet1      | Outputs.namespace: PrivateSubnet1 is not there unless IsPrivate
            [0, !GetAZs ""]                | [0]                             | Fn::Select is not known, or has 1 arguments
            GroupDescription: Tasks        | Description: Tasks              | SecurityGroup: AWS::EC2::SecurityGroup needs the property GroupDescription
            RetentionInDays: !Ref LogDays  | RetentionInDays: 7              | parameter LogDays is not used
            """)
    void checkFindsSuchMistakes(String right, String wrong, String mistake) {
        assertThat(TEXT).contains(right);

        assertThat(TemplateCheck.mistakes(CloudTemplate.of(TEXT.replace(right, wrong))))
                .anySatisfy(found -> assertThat(found).contains(mistake));
    }

    @Test
    void fitsIntoARequest() {
        // docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html: 51,200 bytes in a request
        assertThat(TEXT.getBytes(StandardCharsets.UTF_8).length).isLessThan(51_200);
        assertThat(TEMPLATE.at("AWSTemplateFormatVersion")).isEqualTo("2010-09-09");
    }

    @Test
    void outputsAreTheKeysOfTheConfiguration() {
        Map<String, Object> outputs = TEMPLATE.section("Outputs");
        List<String> keys = outputs.keySet().stream()
                .filter(name -> Character.isLowerCase(name.charAt(0)))
                .toList();

        assertThat(keys)
                .containsExactly(
                        "region",
                        "cluster",
                        "taskDefinition",
                        "container",
                        "bucket",
                        "subnets",
                        "securityGroups",
                        "assignPublicIp",
                        "logGroup",
                        "logPrefix",
                        "namespace")
                .allSatisfy(name -> assertThat(TEMPLATE.at("Outputs." + name + ".Description"))
                        .isEqualTo("perf.aws." + name));
    }

    @Test
    void partitionIsNowhereWritten() {
        List<String> arns = new ArrayList<>();
        strings(TEMPLATE.root(), arns);
        arns.removeIf(text -> !text.contains("arn:"));

        assertThat(arns).hasSizeGreaterThan(5).allSatisfy(arn -> assertThat(arn).startsWith("arn:${AWS::Partition}:"));
        assertThat(TEXT).doesNotContain("amazonaws.com.cn");
    }

    @Test
    void noStatementAllowsMoreThanItsActionsNeed() {
        List<Map<String, Object>> statements = statements();

        assertThat(statements).hasSize(17);
        for (Map<String, Object> statement : statements) {
            for (Object action : CloudTemplate.list(statement.get("Action"))) {
                assertThat((String) action).doesNotContain("*").contains(":");
            }
            for (Object resource : CloudTemplate.list(statement.get("Resource"))) {
                if ("*".equals(resource)) {
                    assertThat(WITHOUT_RESOURCE).contains((String) statement.get("Action"));
                }
            }
        }
    }

    @Test
    void actionsAreThese() {
        Set<String> actions = new TreeSet<>();
        statements().forEach(statement -> CloudTemplate.list(statement.get("Action"))
                .forEach(action -> actions.add((String) action)));

        assertThat(actions)
                .containsExactly(
                        "cloudwatch:GetMetricData",
                        "cloudwatch:PutMetricData",
                        "ecr:BatchCheckLayerAvailability",
                        "ecr:BatchGetImage",
                        "ecr:GetAuthorizationToken",
                        "ecr:GetDownloadUrlForLayer",
                        "ecs:DescribeTasks",
                        "ecs:ListTasks",
                        "ecs:RunTask",
                        "ecs:StopTask",
                        "ecs:TagResource",
                        "iam:PassRole",
                        "logs:CreateLogStream",
                        "logs:GetLogEvents",
                        "logs:PutLogEvents",
                        "pi:DescribeDimensionKeys",
                        "s3:GetObject",
                        "s3:ListBucket",
                        "s3:PutObject");
    }

    @Test
    void controllerPassesTwoRolesToTasksAndNothingElse() {
        Map<String, Object> pass = statement("iam:PassRole");

        assertThat(pass.get("Resource"))
                .isEqualTo(List.of(
                        Map.of("Fn::GetAtt", List.of("ExecutionRole", "Arn")),
                        Map.of("Fn::GetAtt", List.of("TaskRole", "Arn"))));
        assertThat(pass.get("Condition"))
                .isEqualTo(Map.of("StringEquals", Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ecs:RunTask              | ArnEquals    | ecs:cluster          | {Fn::GetAtt=[Cluster, Arn]}
            ecs:StopTask             | ArnEquals    | ecs:cluster          | {Fn::GetAtt=[Cluster, Arn]}
            ecs:DescribeTasks        | ArnEquals    | ecs:cluster          | {Fn::GetAtt=[Cluster, Arn]}
            ecs:ListTasks            | ArnEquals    | ecs:cluster          | {Fn::GetAtt=[Cluster, Arn]}
            ecs:TagResource          | StringEquals | ecs:CreateAction     | RunTask
            cloudwatch:PutMetricData | StringEquals | cloudwatch:namespace | {Ref=Namespace}
            s3:ListBucket            | StringLike   | s3:prefix            | [cp/*, runs/*]
            """)
    void rightsHoldUnderTheirCondition(String action, String operator, String key, String value) {
        assertThat(statements().stream().filter(statement -> CloudTemplate.list(statement.get("Action"))
                        .contains(action)))
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(CloudTemplate.map(CloudTemplate.map(statement.get("Condition"))
                                        .get(operator))
                                .get(key))
                        .hasToString(value));
    }

    @Test
    void taskWritesResultsAlone() {
        List<?> own = (List<?>) TEMPLATE.at("Resources.TaskRole.Properties.Policies.0.PolicyDocument.Statement");
        Map<String, Object> write = CloudTemplate.map(own.get(1));

        assertThat(own).hasSize(3);
        assertThat(write.get("Action")).isEqualTo("s3:PutObject");
        assertThat(write.get("Resource")).isEqualTo(Map.of("Fn::Sub", "${Bucket.Arn}/runs/*"));
    }

    @Test
    void rolesAreForTasksOfThisAccount() {
        for (String role : List.of("TaskRole", "ExecutionRole")) {
            Map<String, Object> trust = CloudTemplate.map(
                    TEMPLATE.at("Resources." + role + ".Properties.AssumeRolePolicyDocument.Statement.0"));
            assertThat(trust.get("Principal")).isEqualTo(Map.of("Service", "ecs-tasks.amazonaws.com"));
            assertThat(trust.get("Action")).isEqualTo("sts:AssumeRole");
            assertThat(CloudTemplate.map(trust.get("Condition"))).containsOnlyKeys("StringEquals", "ArnLike");
        }
    }

    @Test
    void bucketIsPrivateEncryptedAndForgets() {
        Map<String, Object> bucket = CloudTemplate.map(TEMPLATE.at("Resources.Bucket.Properties"));

        assertThat(CloudTemplate.map(bucket.get("PublicAccessBlockConfiguration")))
                .hasSize(4)
                .allSatisfy((name, value) -> assertThat(value).isEqualTo("true"));
        assertThat(bucket.get("BucketEncryption").toString()).contains("SSEAlgorithm=AES256");
        List<?> rules = (List<?>)
                CloudTemplate.map(bucket.get("LifecycleConfiguration")).get("Rules");
        assertThat(rules).hasSize(2).allSatisfy(rule -> assertThat(CloudTemplate.map(rule))
                .containsEntry("Status", "Enabled")
                .containsEntry("ExpirationInDays", Map.of("Ref", "KeepDays")));
        assertThat(rules.toString()).contains("Prefix=runs/").contains("Prefix=cp/");
        assertThat(TEMPLATE.at("Resources.BucketPolicy.Properties.PolicyDocument.Statement.0.Condition"))
                .isEqualTo(Map.of("Bool", Map.of("aws:SecureTransport", "false")));
    }

    @Test
    void taskHasAllTheTimeToEnd() {
        assertThat(TEMPLATE.at("Resources.TaskDefinition.Properties.ContainerDefinitions.0.StopTimeout"))
                .isEqualTo("120");
        assertThat(TEMPLATE.at("Resources.TaskDefinition.Properties.ContainerDefinitions.0.Name"))
                .isEqualTo(TEMPLATE.at("Outputs.container.Value"));
    }

    @Test
    void logStreamsBeginAsTheOutputSays() {
        assertThat(CloudTemplate.map(TEMPLATE.at(
                        "Resources.TaskDefinition.Properties.ContainerDefinitions.0.LogConfiguration.Options")))
                .containsEntry("awslogs-stream-prefix", TEMPLATE.at("Outputs.logPrefix.Value"));
    }

    @Test
    void nobodyConnectsToATask() {
        assertThat(CloudTemplate.map(TEMPLATE.at("Resources.SecurityGroup.Properties")))
                .doesNotContainKey("SecurityGroupIngress");
        assertThat(TEXT).doesNotContain("SecurityGroupIngress");
    }

    @Test
    void fixedAddressesAreThoseOfTheNatGateways() {
        assertThat(TEMPLATE.at("Outputs.FixedAddresses.Value"))
                .isEqualTo(Map.of(
                        "Fn::Join", List.of(",", List.of(Map.of("Ref", "Address1"), Map.of("Ref", "Address2")))));
        assertThat(TEMPLATE.at("Resources.Nat1.Condition")).isEqualTo("IsPrivate");
    }

    private static Map<String, Object> statement(String action) {
        return statements().stream()
                .filter(statement -> CloudTemplate.list(statement.get("Action")).contains(action))
                .findFirst()
                .orElseThrow();
    }

    /** All that allow something; roles and policies, but no policy of trust. */
    private static List<Map<String, Object>> statements() {
        List<Map<String, Object>> all = new ArrayList<>();
        TEMPLATE.section("Resources").values().forEach(resource -> {
            Map<String, Object> properties =
                    CloudTemplate.map(CloudTemplate.map(resource).getOrDefault("Properties", Map.of()));
            Object policies = properties.getOrDefault("Policies", List.of(properties));
            for (Object policy : CloudTemplate.list(policies)) {
                Object document = CloudTemplate.map(policy).get("PolicyDocument");
                if (document != null) {
                    ((List<?>) CloudTemplate.map(document).get("Statement"))
                            .stream()
                                    .map(CloudTemplate::map)
                                    .filter(statement -> "Allow".equals(statement.get("Effect")))
                                    .forEach(all::add);
                }
            }
        });
        return all;
    }

    private static void strings(Object value, List<String> all) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(inner -> strings(inner, all));
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> strings(inner, all));
        } else {
            all.add(String.valueOf(value));
        }
    }
}
