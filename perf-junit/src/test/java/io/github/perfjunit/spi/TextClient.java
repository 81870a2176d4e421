// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Recorded;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Client of a line protocol, for one virtual user. */
public final class TextClient {

    /** A request that failed and is counted already. */
    public static final class TextFailure extends IOException implements Recorded {

        private static final long serialVersionUID = 1L;

        TextFailure(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private final Socket socket;
    private final BufferedReader in;
    private final RequestRecorder recorder;

    TextClient(Socket socket, RequestRecorder recorder) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.recorder = recorder;
    }

    /** Sends a command and returns the line that answers it. */
    public String ask(String command) throws TextFailure {
        byte[] bytes = (command + "\n").getBytes(StandardCharsets.UTF_8);
        long started = System.nanoTime();
        long intended = recorder.begin(started);
        try {
            socket.getOutputStream().write(bytes);
            String answer = in.readLine();
            if (answer == null) {
                throw new IOException("the server closed the connection");
            }
            long ended = System.nanoTime();
            recorder.record(command, intended, started, ended, Outcome.OK, bytes.length, answer.length() + 1);
            return answer;
        } catch (IOException e) {
            long ended = System.nanoTime();
            boolean cutOff = recorder.interrupted();
            Outcome outcome = cutOff ? Outcome.INTERRUPTED : Outcome.ERROR;
            recorder.record(command, intended, started, ended, outcome, bytes.length, 0);
            if (!cutOff) {
                recorder.error(command, "io", String.valueOf(e.getMessage()), e);
            }
            throw new TextFailure(e);
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
