// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.spi.RunStore;
import io.github.perfjunit.spi.RunStoreProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens folders of this machine. */
public final class FolderStores implements RunStoreProvider {

    /** For the service loader. */
    public FolderStores() {}

    @Override
    public String scheme() {
        return "file";
    }

    @Override
    public RunStore open(URI address) throws IOException {
        Path folder = Path.of(address);
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        return new FolderStore(folder);
    }
}
