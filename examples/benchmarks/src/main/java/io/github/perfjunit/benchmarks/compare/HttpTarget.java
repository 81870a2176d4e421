// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A web server of its own process that counts its requests, pinned to some CPUs. */
final class HttpTarget implements Target {

    /** Connections and requests in what a server says of itself. */
    private enum Counts {
        NGINX("Active connections: (\\d+)", "(?m)^\\s*\\d+ \\d+ (\\d+)\\s*$"),
        DELAY("\"connections\":(\\d+)", "\"requests\":(\\d+)");

        private final Pattern connections;
        private final Pattern requests;

        Counts(String connections, String requests) {
            this.connections = Pattern.compile(connections);
            this.requests = Pattern.compile(requests);
        }
    }

    private final String name;
    private final int port;
    private final Counts counts;
    private final Process process;
    private long ownRequests;

    private HttpTarget(String name, int port, Counts counts, Process process) {
        this.name = name;
        this.port = port;
        this.counts = counts;
        this.process = process;
    }

    static HttpTarget nginx(Path folder, String cpus) throws IOException {
        int port = Target.freePort();
        Files.createDirectories(folder);
        Path config = folder.resolve("nginx.conf");
        Files.writeString(config, nginxConfig(folder, port, Target.cpus(cpus)));
        List<String> command = Pinned.to(cpus, List.of("nginx", "-c", config.toString()));
        return started(new HttpTarget("nginx", port, Counts.NGINX, Pinned.start(command, folder, "nginx.out")));
    }

    static HttpTarget delayed(Path folder, String cpus, int millis) throws IOException {
        int port = Target.freePort();
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of(Jdk.current().java(), "-Xmx512m", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(DelayServer.class.getName(), "" + port, "" + millis, "" + Target.cpus(cpus)));
        Process process = Pinned.start(Pinned.to(cpus, command), folder, "delay.out");
        return started(new HttpTarget(millis + " ms", port, Counts.DELAY, process));
    }

    private static String nginxConfig(Path folder, int port, int workers) throws IOException {
        return """
                worker_processes %2$d;
                daemon off;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log crit;
                events { worker_connections %4$d; multi_accept on; }
                http {
                  access_log off;
                  keepalive_requests 2000000000;
                  keepalive_timeout 600s;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  server {
                    listen 127.0.0.1:%3$d backlog=65535 reuseport;
                    location = /fast {
                      default_type application/json;
                      return 200 '{"id":12345,"name":"performance","status":"ok","items":[1,2,3,4,5],"note":"fixed body of 100 bytes"}';
                    }
                    location = /__stats { stub_status; }
                  }
                }
                """.formatted(folder, workers, port, Math.min(30_000, Proc.openFiles() - 100));
    }

    private static HttpTarget started(HttpTarget target) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            try {
                target.requests();
                return target;
            } catch (IOException e) {
                if (!target.process.isAlive() || System.nanoTime() - deadline > 0) {
                    target.close();
                    throw new IOException(target.name + " did not start", e);
                }
                Pinned.pause(20);
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + port + "/fast";
    }

    @Override
    public long requests() throws IOException {
        String stats = stats();
        return number(counts.requests, stats) - ownRequests;
    }

    @Override
    public long connections() throws IOException {
        return number(counts.connections, stats()) - 1;
    }

    private String stats() throws IOException {
        URI stats = URI.create("http://127.0.0.1:" + port + "/__stats");
        HttpURLConnection connection = (HttpURLConnection) stats.toURL().openConnection();
        connection.setConnectTimeout(20_000);
        connection.setReadTimeout(20_000);
        try (InputStream body = connection.getInputStream()) {
            String text = new String(body.readAllBytes(), StandardCharsets.US_ASCII);
            if (counts == Counts.NGINX) {
                ownRequests++; // nginx counts these requests too
            }
            return text;
        }
    }

    private long number(Pattern pattern, String stats) throws IOException {
        Matcher found = pattern.matcher(stats);
        if (!found.find()) {
            throw new IOException(name + " gave no counts but: " + stats);
        }
        return Long.parseLong(found.group(1));
    }

    @Override
    public boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public double cpuSeconds() {
        return Proc.usage(process.toHandle()).cpuSeconds();
    }

    @Override
    public void close() {
        Pinned.end(process);
    }
}
