// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.s3;

import io.github.perfjunit.spi.RunStore;
import io.github.perfjunit.spi.RunStoreProvider;
import java.io.IOException;
import java.net.URI;
import software.amazon.awssdk.core.exception.SdkException;

/** Opens folders of buckets with the credentials of this machine; for the service loader. */
public final class S3RunStores implements RunStoreProvider {

    @Override
    public String scheme() {
        return BucketAddress.SCHEME;
    }

    @Override
    public RunStore open(URI address) throws IOException {
        BucketAddress where = BucketAddress.of(address);
        try {
            return S3RunStore.open(where, where.access());
        } catch (SdkException e) {
            throw new IOException(where + " cannot be opened: " + e.getMessage(), e);
        }
    }
}
