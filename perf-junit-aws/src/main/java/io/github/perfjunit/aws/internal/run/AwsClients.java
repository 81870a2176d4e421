// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.run;

import io.github.perfjunit.aws.internal.config.AwsAccess;
import io.github.perfjunit.aws.internal.config.AwsSettings;
import io.github.perfjunit.aws.internal.ecs.RunTasks;
import io.github.perfjunit.aws.internal.s3.BucketAddress;
import io.github.perfjunit.aws.internal.s3.S3RunStore;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * The services of a run.
 *
 * @param access how they are reached
 * @param place what there is in the account
 * @param bucket the folder of all runs and class paths
 * @param ecs launches tasks
 */
record AwsClients(AwsAccess access, AwsSettings.Place place, S3RunStore bucket, EcsClient ecs)
        implements AutoCloseable {

    static AwsClients open(AwsAccess access, AwsSettings.Place place) {
        BucketAddress address = new BucketAddress(
                place.bucket(), place.prefix(), access.region(), access.endpoint(BucketAddress.SCHEME));
        return new AwsClients(
                access, place, S3RunStore.open(address, access), access.client(EcsClient.builder(), "ecs"));
    }

    S3RunStore runs() {
        return bucket.within("runs");
    }

    S3RunStore jars() {
        return bucket.within("cp");
    }

    RunTasks tasks() {
        return new RunTasks(ecs, place);
    }

    @Override
    public void close() {
        bucket.close();
        ecs.close();
    }
}
