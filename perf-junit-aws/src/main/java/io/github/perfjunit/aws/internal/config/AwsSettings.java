// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.config;

import io.github.perfjunit.spi.RemoteSettings;
import java.util.List;
import java.util.Set;

/**
 * All settings of a run on Fargate.
 *
 * @param access how services are reached
 * @param place what there is in the account
 * @param size of the tasks
 * @param remote how controller and tasks deal with each other
 * @param launchRate tasks to launch a second at most
 * @param maxCostUsd cap; 0 for none
 * @param imageJava version of Java in the image
 * @param include names of files that are uploaded although they look like secrets
 * @param targetInTask whether the target runs in a container of the same task, at an address of loopback
 * @param merge a finished run whose messages are evaluated again; empty to run a new one
 */
public record AwsSettings(
        AwsAccess access,
        Place place,
        TaskSize size,
        RemoteSettings remote,
        int launchRate,
        double maxCostUsd,
        int imageJava,
        Set<String> include,
        boolean targetInTask,
        String merge) {

    /** How all keys begin. */
    public static final String PREFIX = "perf.aws.";

    /** The key that decides where loads run. */
    public static final String RUN_ON = PREFIX + "runOn";

    /** The key of a finished run that is evaluated again. */
    public static final String MERGE = PREFIX + "merge";

    /**
     * What there is in the account, made by the template.
     *
     * @param bucket for messages and class path
     * @param prefix of all keys in it; empty, or ends with a slash
     * @param cluster name of the cluster
     * @param taskDefinition its family, or family and revision
     * @param container name of the container in it
     * @param subnets at least one
     * @param securityGroups possibly none, for the default one of the network
     * @param publicIp whether tasks have a public address
     * @param logGroup where the container writes its log; empty if it is not known
     * @param logPrefix how names of its log streams begin
     */
    public record Place(
            String bucket,
            String prefix,
            String cluster,
            String taskDefinition,
            String container,
            List<String> subnets,
            List<String> securityGroups,
            boolean publicIp,
            String logGroup,
            String logPrefix) {

        /** Returns the family of the task definition, without its revision. */
        public String family() {
            String name = taskDefinition.substring(taskDefinition.lastIndexOf('/') + 1);
            int colon = name.indexOf(':');
            return colon < 0 ? name : name.substring(0, colon);
        }
    }
}
