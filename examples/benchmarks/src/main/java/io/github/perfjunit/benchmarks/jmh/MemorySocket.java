// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.jmh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A socket without a network: whatever is written is one request, and the same bytes are the answer to each. */
final class MemorySocket extends SocketImpl {

    private static volatile byte[] response = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Answer answer = new Answer();
    private final Request request = new Request();

    static void answerWith(byte[] bytes) {
        response = bytes;
    }

    private final class Request extends OutputStream {

        @Override
        public void write(int b) {
            answer.begin();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            answer.begin();
        }
    }

    private static final class Answer extends InputStream {

        private byte[] bytes = new byte[0];
        private int at;

        private void begin() {
            if (at == bytes.length) {
                bytes = response;
                at = 0;
            }
        }

        @Override
        public int available() {
            return bytes.length - at;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            read(one, 0, 1);
            return one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (at == bytes.length) {
                throw new SocketTimeoutException("nothing was asked");
            }
            int count = Math.min(length, bytes.length - at);
            System.arraycopy(bytes, at, into, offset, count);
            at += count;
            return count;
        }
    }

    @Override
    protected InputStream getInputStream() {
        return answer;
    }

    @Override
    protected OutputStream getOutputStream() {
        return request;
    }

    @Override
    protected int available() {
        return answer.available();
    }

    @Override
    protected void create(boolean stream) {}

    @Override
    protected void connect(String host, int port) {}

    @Override
    protected void connect(InetAddress address, int port) {}

    @Override
    protected void connect(SocketAddress address, int timeout) {}

    @Override
    protected void close() {}

    @Override
    public void setOption(int option, Object value) {}

    @Override
    public Object getOption(int option) {
        return 0;
    }

    @Override
    protected void bind(InetAddress host, int port) {
        throw new UnsupportedOperationException("clients alone");
    }

    @Override
    protected void listen(int backlog) {
        throw new UnsupportedOperationException("clients alone");
    }

    @Override
    protected void accept(SocketImpl socket) {
        throw new UnsupportedOperationException("clients alone");
    }

    @Override
    protected void sendUrgentData(int data) {
        throw new UnsupportedOperationException("clients alone");
    }
}
