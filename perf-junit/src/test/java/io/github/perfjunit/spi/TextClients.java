// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.VirtualUser;
import java.io.IOException;
import java.net.Socket;

/** Gives each virtual user a connection of its own. */
public final class TextClients implements UserResource<TextClient> {

    @Override
    public Class<TextClient> type() {
        return TextClient.class;
    }

    @Override
    public Pool<TextClient> prepare(ScenarioPlan plan) {
        return new Pool<>() {

            @Override
            public TextClient open(VirtualUser user, RequestRecorder recorder) throws IOException {
                long started = System.nanoTime();
                Socket socket = new Socket("localhost", Integer.getInteger("text.port", 7000));
                recorder.connected("connect", started, System.nanoTime(), true);
                return new TextClient(socket, recorder);
            }

            @Override
            public void close(TextClient client) {
                client.close();
            }

            @Override
            public void close() {}
        };
    }
}
