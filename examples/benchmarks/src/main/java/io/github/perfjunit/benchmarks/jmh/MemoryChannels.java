// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.jmh;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

/** Channels whose sockets are {@link MemorySocket}s, for clients that open a channel and use its socket. */
public final class MemoryChannels extends SelectorProvider {

    private static final String PROVIDER = "java.nio.channels.spi.SelectorProvider";

    /** Called by the JDK, which takes the name of this class from a system property. */
    public MemoryChannels() {}

    /** Makes every channel that is opened from now on one of these. */
    static void replaceChannels() {
        System.setProperty(PROVIDER, MemoryChannels.class.getName());
        if (!(SelectorProvider.provider() instanceof MemoryChannels)) {
            throw new IllegalStateException("channels were in use before; the benchmark would go to the network");
        }
    }

    /** The socket knows its channel, by which its client looks whether the other side has closed. */
    private static final class ChannelSocket extends Socket {

        private final Channel channel;

        private ChannelSocket(Channel channel) throws IOException {
            super(new MemorySocket());
            this.channel = channel;
        }

        @Override
        public SocketChannel getChannel() {
            return channel;
        }
    }

    private static final class Channel extends SocketChannel {

        private final Socket socket;

        private Channel(SelectorProvider provider) throws IOException {
            super(provider);
            socket = new ChannelSocket(this);
        }

        @Override
        public Socket socket() {
            return socket;
        }

        /** The other side is there, and says nothing unasked. */
        @Override
        public int read(ByteBuffer into) {
            return 0;
        }

        @Override
        protected void implConfigureBlocking(boolean block) {}

        @Override
        protected void implCloseSelectableChannel() {}

        @Override
        public boolean isConnected() {
            return socket.isConnected();
        }

        @Override
        public boolean isConnectionPending() {
            return false;
        }

        @Override
        public boolean finishConnect() {
            return true;
        }

        @Override
        public SocketAddress getRemoteAddress() {
            return socket.getRemoteSocketAddress();
        }

        @Override
        public SocketAddress getLocalAddress() {
            return socket.getLocalSocketAddress();
        }

        @Override
        public Set<SocketOption<?>> supportedOptions() {
            return Set.of();
        }

        @Override
        public SocketChannel bind(SocketAddress local) {
            throw unused();
        }

        @Override
        public <T> SocketChannel setOption(SocketOption<T> name, T value) {
            throw unused();
        }

        @Override
        public <T> T getOption(SocketOption<T> name) {
            throw unused();
        }

        @Override
        public SocketChannel shutdownInput() {
            throw unused();
        }

        @Override
        public SocketChannel shutdownOutput() {
            throw unused();
        }

        @Override
        public boolean connect(SocketAddress remote) {
            throw unused();
        }

        @Override
        public long read(ByteBuffer[] into, int offset, int length) {
            throw unused();
        }

        @Override
        public int write(ByteBuffer from) {
            throw unused();
        }

        @Override
        public long write(ByteBuffer[] from, int offset, int length) {
            throw unused();
        }
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        return new Channel(this);
    }

    @Override
    public DatagramChannel openDatagramChannel() {
        throw unused();
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) {
        throw unused();
    }

    @Override
    public Pipe openPipe() {
        throw unused();
    }

    @Override
    public AbstractSelector openSelector() {
        throw unused();
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() {
        throw unused();
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("the socket is used, not the channel");
    }
}
