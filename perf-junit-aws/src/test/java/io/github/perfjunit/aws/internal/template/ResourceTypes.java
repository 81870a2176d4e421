// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.template;

import java.util.List;
import java.util.Map;

/**
 * The part of CloudFormation's resource specification that the template uses (docs.aws.amazon.com/AWSCloudFormation/latest/
 * TemplateReference/aws-template-resource-type-ref.html), read from version 0.1.216 of {@code @aws-cdk/aws-service-spec}.
 */
final class ResourceTypes {

    /** Names of a type; properties are those that may be used here. */
    record Type(List<String> properties, List<String> required, List<String> attributes) {}

    static final Map<String, Type> ALL = Map.ofEntries(
            type(
                    "AWS::S3::Bucket",
                    "BucketEncryption LifecycleConfiguration OwnershipControls PublicAccessBlockConfiguration",
                    "",
                    "Arn"),
            type("AWS::S3::BucketPolicy", "Bucket PolicyDocument", "Bucket PolicyDocument", ""),
            type(
                    "AWS::ECR::Repository",
                    "EncryptionConfiguration ImageScanningConfiguration LifecyclePolicy",
                    "",
                    "Arn RepositoryUri"),
            type("AWS::Logs::LogGroup", "RetentionInDays", "", "Arn"),
            type("AWS::ECS::Cluster", "CapacityProviders", "", "Arn"),
            type(
                    "AWS::ECS::TaskDefinition",
                    "ContainerDefinitions Cpu ExecutionRoleArn Family Memory NetworkMode RequiresCompatibilities"
                            + " RuntimePlatform TaskRoleArn",
                    "",
                    "TaskDefinitionArn"),
            type("AWS::IAM::Role", "AssumeRolePolicyDocument Description Policies", "AssumeRolePolicyDocument", "Arn"),
            type("AWS::IAM::ManagedPolicy", "Description PolicyDocument", "PolicyDocument", "PolicyArn"),
            type("AWS::EC2::VPC", "CidrBlock EnableDnsHostnames EnableDnsSupport Tags", "", "VpcId"),
            type("AWS::EC2::InternetGateway", "", "", "InternetGatewayId"),
            type("AWS::EC2::VPCGatewayAttachment", "InternetGatewayId VpcId", "VpcId", ""),
            type("AWS::EC2::Subnet", "AvailabilityZone CidrBlock VpcId", "VpcId", "SubnetId"),
            type("AWS::EC2::RouteTable", "VpcId", "VpcId", "RouteTableId"),
            type("AWS::EC2::Route", "DestinationCidrBlock GatewayId NatGatewayId RouteTableId", "RouteTableId", ""),
            type("AWS::EC2::SubnetRouteTableAssociation", "RouteTableId SubnetId", "RouteTableId SubnetId", ""),
            type("AWS::EC2::EIP", "Domain", "", "AllocationId PublicIp"),
            type("AWS::EC2::NatGateway", "AllocationId SubnetId", "", "NatGatewayId"),
            type("AWS::EC2::VPCEndpoint", "RouteTableIds ServiceName VpcEndpointType VpcId", "VpcId", ""),
            type(
                    "AWS::EC2::SecurityGroup",
                    "GroupDescription SecurityGroupEgress VpcId",
                    "GroupDescription",
                    "GroupId"));

    private ResourceTypes() {}

    private static Map.Entry<String, Type> type(String name, String properties, String required, String attributes) {
        return Map.entry(name, new Type(words(properties), words(required), words(attributes)));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
