// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A real server of HTTP/2 and HTTP/1.1 on loopback. */
final class JettyServer implements AutoCloseable {

    final List<String> requests = new CopyOnWriteArrayList<>();
    /** Ports of the clients, one a connection. */
    final Set<Integer> connections = ConcurrentHashMap.newKeySet();

    private final Server server;
    private final ServerConnector connector;
    private final boolean tls;

    private JettyServer(Server server, ServerConnector connector, boolean tls) {
        this.server = server;
        this.connector = connector;
        this.tls = tls;
    }

    /** Speaks HTTP/1.1, and HTTP/2 to whom knows it. */
    static JettyServer clearText() throws Exception {
        HttpConfiguration configuration = new HttpConfiguration();
        return running(
                false, new HttpConnectionFactory(configuration), new HTTP2CServerConnectionFactory(configuration));
    }

    /** Speaks over TLS what is agreed on. */
    static JettyServer tls(SSLContext key, boolean http2) throws Exception {
        HttpConfiguration configuration = new HttpConfiguration();
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setSslContext(key);
        HttpConnectionFactory http1 = new HttpConnectionFactory(configuration);
        if (!http2) {
            return running(true, new SslConnectionFactory(context, http1.getProtocol()), http1);
        }
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        return running(
                true,
                new SslConnectionFactory(context, alpn.getProtocol()),
                alpn,
                new HTTP2ServerConnectionFactory(configuration),
                http1);
    }

    private static JettyServer running(boolean tls, ConnectionFactory... factories) throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool(20);
        threads.setDaemon(true);
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, 1, 1, factories);
        connector.setHost("localhost");
        server.addConnector(connector);
        JettyServer jetty = new JettyServer(server, connector, tls);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                jetty.answer(request, response, callback);
                return true;
            }
        });
        server.start();
        return jetty;
    }

    String url() {
        return (tls ? "https" : "http") + "://localhost:" + connector.getLocalPort();
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void answer(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        String version = request.getConnectionMetaData().getHttpVersion().asString();
        connections.add(Request.getRemotePort(request));
        requests.add(
                version + " " + request.getMethod() + " " + request.getHttpURI().getPathQuery());
        String[] parts = path.substring(1).split("/", -1);
        HttpFields.Mutable headers = response.getHeaders();
        switch (parts[0]) {
            case "headers" -> text(response, callback, fields(request));
            case "echo" -> Content.copy(request, response, callback);
            case "count" ->
                text(response, callback, "" + Content.Source.asString(request).length());
            case "large" -> response.write(true, ByteBuffer.wrap(new byte[Integer.parseInt(parts[1])]), callback);
            case "status" -> {
                response.setStatus(Integer.parseInt(parts[1]));
                callback.succeeded();
            }
            case "redirect" -> {
                response.setStatus(302);
                headers.put("Location", "/echo?after");
                callback.succeeded();
            }
            case "cookie" -> {
                headers.put("Set-Cookie", "id=7; Path=/");
                text(response, callback, "set");
            }
            case "gzip" -> {
                headers.put("Content-Encoding", "gzip");
                response.write(true, ByteBuffer.wrap(packed("unpacked")), callback);
            }
            case "trailers" -> {
                response.setTrailersSupplier(() -> HttpFields.build().put("x-checksum", "1"));
                text(response, callback, "with trailers");
            }
            case "hints" -> {
                response.writeInterim(103, HttpFields.build().put("Link", "</a.css>"))
                        .join();
                text(response, callback, "after hints");
            }
            case "never" -> requests.add("held");
            default -> text(response, callback, version);
        }
    }

    private static void text(Response response, Callback callback, String text) {
        response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
    }

    private static String fields(Request request) {
        StringBuilder text = new StringBuilder(request.getHttpURI().toString()).append('\n');
        request.getHeaders().forEach(f -> text.append(f.getLowerCaseName())
                .append(": ")
                .append(f.getValue())
                .append('\n'));
        return text.toString();
    }

    private static byte[] packed(String text) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
