// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.spi.RunStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTests {

    @TempDir
    private Path folder;

    private RunStore store;

    @BeforeEach
    void open() throws IOException {
        store = Stores.open(folder.toUri().toString());
    }

    @Test
    void message_isReadAsItWasPutLast() throws IOException {
        store.put("ready/00001", new byte[] {1, 2});
        store.put("ready/00001", new byte[] {3});

        assertThat(store.get("ready/00001")).containsExactly(3);
        assertThat(store.get("ready/00002")).isNull();
        assertThat(store.clockOffset()).isZero();
    }

    @Test
    void list_hasTheKeysOfAPrefixInOrder() throws IOException {
        for (String key : List.of("part/00001/00000", "part/00000/00001", "part/00000/00000", "start")) {
            store.put(key, new byte[1]);
        }

        assertThat(store.list("part/00000/")).containsExactly("part/00000/00000", "part/00000/00001");
        assertThat(store.list("part/")).hasSize(3);
        assertThat(store.list("")).hasSize(4);
        assertThat(store.list("done/")).isEmpty();
    }

    @Test
    void putIfAbsent_ofManyAtOnce_oneSucceeds() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> all = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> store.putIfAbsent("start", new byte[] {(byte) i})))
                    .toList();
            int put = 0;
            for (Future<Boolean> each : all) {
                put += each.get() ? 1 : 0;
            }

            assertThat(put).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(store.putIfAbsent("start", new byte[0])).isFalse();
        assertThat(store.get("start")).hasSize(1);
    }

    @Test
    void keyOutsideOfTheFolder_isRefused() {
        assertThatThrownBy(() -> store.put("../other", new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key was '../other' but must be a path within the store");
    }

    @Test
    void wrongAddress_saysWhichThereAre() {
        assertThatThrownBy(() -> Stores.open("ftp://shop.test/run"))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "'ftp://shop.test/run' must begin with one of file. Hint: add the module with such stores to"
                                + " the class path");
        assertThatThrownBy(() -> Stores.open("a b"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("'a b' is not an address: ");
        assertThatThrownBy(() -> Stores.open(folder.resolve("none").toUri().toString()))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no folder " + folder.resolve("none"));
    }
}
